package dev.selvedge.storage.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.apache.parquet.Version;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.IEEE754TotalOrder;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.ColumnOrder.ColumnOrderName;
import org.apache.parquet.schema.PrimitiveType;

/**
 * A Parquet file of flat columns that leaves as it is made: column chunks, then their indexes, then the footer. The same
 * bytes as from parquet-java's own writer, which needs half of Hadoop's ways and a JSON library to make them.
 */
final class ParquetFile {

    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
    private static final int VERSION = 1;

    private final OutputStream out;
    private final List<PrimitiveType> columns;
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<RowGroup> groups = new ArrayList<>();
    private long position;
    private long rows;

    /**
     * A column chunk that is written.
     *
     * @param columnIndex null when it has none
     * @param sum of its bytes
     */
    private record Chunk(ColumnChunk column, byte[] columnIndex, byte[] offsetIndex, int sum) {}

    ParquetFile(OutputStream out, List<PrimitiveType> columns) throws IOException {
        this.out = out;
        this.columns = columns;
        write(MAGIC);
    }

    /** The next column of a row group. */
    void add(ChunkPages pages) throws IOException {
        long start = position;
        ColumnMetaData metadata = pages.metadata(start);
        CRC32C sum = new CRC32C();
        pages.writeTo(new CheckedOutputStream(out, sum));
        position += metadata.getTotal_compressed_size();
        chunks.add(new Chunk(
                new ColumnChunk(0).setMeta_data(metadata), pages.columnIndex(), pages.offsetIndex(start), (int)
                        sum.getValue()));
    }

    /** After all columns of a row group. */
    void endGroup(int groupRows) {
        List<ColumnChunk> group = new ArrayList<>();
        long start = position;
        long inflated = 0;
        for (Chunk chunk : chunks.subList(chunks.size() - columns.size(), chunks.size())) {
            group.add(chunk.column());
            start -= chunk.column().getMeta_data().getTotal_compressed_size();
            inflated += chunk.column().getMeta_data().getTotal_uncompressed_size();
        }
        groups.add(new RowGroup(group, inflated, groupRows)
                .setFile_offset(start)
                .setTotal_compressed_size(position - start)
                .setOrdinal((short) groups.size()));
        rows += groupRows;
    }

    /** A sum for each column chunk there is by now. */
    int[] sums() {
        return chunks.stream().mapToInt(Chunk::sum).toArray();
    }

    void end(Map<String, String> metadata) throws IOException {
        for (Chunk chunk : chunks) {
            if (chunk.columnIndex() != null) {
                chunk.column().setColumn_index_offset(position).setColumn_index_length(chunk.columnIndex().length);
                write(chunk.columnIndex());
            }
        }
        for (Chunk chunk : chunks) {
            chunk.column().setOffset_index_offset(position).setOffset_index_length(chunk.offsetIndex().length);
            write(chunk.offsetIndex());
        }
        FileMetaData footer = new FileMetaData(VERSION, schema(), rows, groups);
        metadata.forEach((key, value) -> footer.addToKey_value_metadata(new KeyValue(key).setValue(value)));
        footer.setCreated_by(Version.FULL_VERSION);
        footer.setColumn_orders(columns.stream().map(ParquetFile::order).toList());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, bytes);
        ByteBuffer size = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.write(size.putInt(bytes.size()).array());
        bytes.write(MAGIC);
        write(bytes.toByteArray());
    }

    private static ColumnOrder order(PrimitiveType column) {
        return column.columnOrder().getColumnOrderName() == ColumnOrderName.IEEE_754_TOTAL_ORDER
                ? ColumnOrder.IEEE_754_TOTAL_ORDER(new IEEE754TotalOrder())
                : ColumnOrder.TYPE_ORDER(new TypeDefinedOrder());
    }

    private List<SchemaElement> schema() {
        List<SchemaElement> elements = new ArrayList<>();
        elements.add(new SchemaElement("row").setNum_children(columns.size()));
        for (PrimitiveType column : columns) {
            SchemaElement element = new SchemaElement(column.getName())
                    .setRepetition_type(FieldRepetitionType.OPTIONAL)
                    .setType(ChunkPages.type(column));
            if (column.getLogicalTypeAnnotation() != null) {
                element.setConverted_type(ConvertedType.UTF8).setLogicalType(LogicalType.STRING(new StringType()));
            }
            elements.add(element);
        }
        return elements;
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }
}
