package dev.selvedge.storage.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.ColumnIndexBuilder;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Smallest and largest values of a column chunk and of each of its pages, for readers that skip what they do not need. */
final class ChunkStatistics {

    private static final int LONGEST_IN_INDEX = 64;
    /** Of the smallest and the largest value together, of a chunk or, on average, of a page. */
    private static final int MOST_BYTES = 4096;

    private final PrimitiveType type;
    private final Statistics<?> values;
    private final SizeStatistics sizes;
    private final ColumnIndexBuilder pages;

    ChunkStatistics(PrimitiveType type) {
        this.type = type;
        values = Statistics.createStats(type);
        sizes = SizeStatistics.newBuilder(type, 0, 1).build();
        pages = ColumnIndexBuilder.getBuilder(type, LONGEST_IN_INDEX);
    }

    void add(Statistics<?> pageValues, SizeStatistics pageSizes) {
        values.mergeStatistics(pageValues);
        sizes.mergeStatistics(pageSizes);
        pages.add(pageValues, pageSizes);
    }

    void addTo(ColumnMetaData column) {
        column.setStatistics(values());
        org.apache.parquet.format.SizeStatistics said = new org.apache.parquet.format.SizeStatistics();
        sizes.getUnencodedByteArrayDataBytes().ifPresent(said::setUnencoded_byte_array_data_bytes);
        column.setSize_statistics(said);
    }

    private org.apache.parquet.format.Statistics values() {
        org.apache.parquet.format.Statistics said = new org.apache.parquet.format.Statistics();
        if (!values.isSmallerThan(MOST_BYTES)) {
            return said;
        }
        said.setNull_count(values.getNumNulls());
        if (values.isNanCountSet()) {
            said.setNan_count(values.getNanCount());
        }
        if (values.hasNonNullValue()) {
            byte[] min = values.getMinBytes();
            byte[] max = values.getMaxBytes();
            said.setMin_value(min);
            said.setMax_value(max);
            // the old fields are for values that are compared as signed ones, which bytes are not
            if (type.getPrimitiveTypeName() != PrimitiveTypeName.BINARY || Arrays.equals(min, max)) {
                said.setMin(min);
                said.setMax(max);
            }
        }
        return said;
    }

    /** Null when there is none: pages with NaN have no bounds, and long ones are not worth it. */
    byte[] index() throws IOException {
        ColumnIndex index = pages.getMinMaxSize() > (long) pages.getPageCount() * MOST_BYTES ? null : pages.build();
        if (index == null) {
            return null;
        }
        org.apache.parquet.format.ColumnIndex said = new org.apache.parquet.format.ColumnIndex(
                index.getNullPages(),
                index.getMinValues(),
                index.getMaxValues(),
                BoundaryOrder.valueOf(index.getBoundaryOrder().name()));
        said.setNull_counts(index.getNullCounts());
        List<Long> nans = index.getNanCounts();
        if (nans != null && !nans.isEmpty()) {
            said.setNan_counts(nans);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Util.writeColumnIndex(said, out);
        return out.toByteArray();
    }
}
