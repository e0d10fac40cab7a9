package dev.selvedge.storage.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The pages of one column chunk as they will stand in the file. They are kept until the last one is there: the
 * dictionary, which is known only then, stands before them.
 */
final class ChunkPages implements PageWriter {

    private final PrimitiveType type;
    private final ZstdPages zstd;
    private final ChunkStatistics statistics;
    private final ByteArrayOutputStream pages;
    private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream(0);
    private final Map<Encoding, Integer> dataEncodings = new LinkedHashMap<>();
    private final List<PageLocation> locations = new ArrayList<>();
    private final List<Long> textBytes = new ArrayList<>();
    private final CRC32 crc = new CRC32();
    private Encoding dictionaryEncoding;
    private long inflatedBytes;
    private int rows;

    /** @param pages is emptied: one buffer serves one column after the other */
    ChunkPages(PrimitiveType type, ZstdPages zstd, ByteArrayOutputStream pages) {
        this.type = type;
        this.zstd = zstd;
        this.pages = pages;
        statistics = new ChunkStatistics(type);
        pages.reset();
    }

    /** @param levels which rows have one of the values */
    void add(
            int pageRows,
            int nulls,
            byte[] levels,
            org.apache.parquet.column.Encoding encoding,
            byte[] values,
            Statistics<?> pageValues,
            SizeStatistics pageSizes)
            throws IOException {
        int size = values.length == 0 ? 0 : zstd.compress(values);
        PageHeader header = new PageHeader(PageType.DATA_PAGE_V2, levels.length + values.length, levels.length + size);
        Encoding written = Encoding.valueOf(encoding.name());
        header.setData_page_header_v2(new DataPageHeaderV2(pageRows, nulls, pageRows, written, levels.length, 0)
                .setIs_compressed(values.length > 0));
        crc.reset();
        crc.update(levels);
        crc.update(zstd.frame(), 0, size);
        header.setCrc((int) crc.getValue());
        int start = pages.size();
        writeHeader(header, pages);
        pages.write(levels);
        pages.write(zstd.frame(), 0, size);
        locations.add(new PageLocation(start, pages.size() - start, rows));
        pageSizes.getUnencodedByteArrayDataBytes().ifPresent(textBytes::add);
        statistics.add(pageValues, pageSizes);
        dataEncodings.merge(written, 1, Integer::sum);
        rows += pageRows;
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) throws IOException {
        byte[] values = page.getBytes().toByteArray();
        int size = zstd.compress(values);
        Encoding encoding = Encoding.valueOf(page.getEncoding().name());
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, values.length, size);
        header.setDictionary_page_header(new DictionaryPageHeader(page.getDictionarySize(), encoding));
        crc.reset();
        crc.update(zstd.frame(), 0, size);
        header.setCrc((int) crc.getValue());
        writeHeader(header, dictionary);
        dictionary.write(zstd.frame(), 0, size);
        dictionaryEncoding = encoding;
    }

    private void writeHeader(PageHeader header, ByteArrayOutputStream out) throws IOException {
        int before = out.size();
        Util.writePageHeader(header, out);
        inflatedBytes += out.size() - before + header.getUncompressed_page_size();
    }

    void writeTo(OutputStream out) throws IOException {
        dictionary.writeTo(out);
        pages.writeTo(out);
    }

    /** @param start of the chunk in the file */
    ColumnMetaData metadata(long start) {
        List<PageEncodingStats> encodings = new ArrayList<>();
        if (dictionaryEncoding != null) {
            encodings.add(new PageEncodingStats(PageType.DICTIONARY_PAGE, dictionaryEncoding, 1));
        }
        dataEncodings.forEach(
                (encoding, count) -> encodings.add(new PageEncodingStats(PageType.DATA_PAGE_V2, encoding, count)));
        TreeSet<Encoding> used = new TreeSet<>();
        encodings.forEach(kind -> used.add(kind.getEncoding()));
        ColumnMetaData column = new ColumnMetaData(
                type(type),
                List.copyOf(used),
                List.of(type.getName()),
                CompressionCodec.ZSTD,
                rows,
                inflatedBytes,
                (long) dictionary.size() + pages.size(),
                start + dictionary.size());
        if (dictionaryEncoding != null) {
            column.setDictionary_page_offset(start);
        }
        column.setEncoding_stats(encodings);
        statistics.addTo(column);
        return column;
    }

    static Type type(PrimitiveType type) {
        PrimitiveTypeName name = type.getPrimitiveTypeName();
        return name == PrimitiveTypeName.BINARY ? Type.BYTE_ARRAY : Type.valueOf(name.name());
    }

    /** Null when there is none. */
    byte[] columnIndex() throws IOException {
        return statistics.index();
    }

    /** @param start of the chunk in the file */
    byte[] offsetIndex(long start) throws IOException {
        List<PageLocation> placed = new ArrayList<>();
        for (PageLocation page : locations) {
            placed.add(new PageLocation(
                    start + dictionary.size() + page.getOffset(),
                    page.getCompressed_page_size(),
                    page.getFirst_row_index()));
        }
        OffsetIndex index = new OffsetIndex(placed);
        if (!textBytes.isEmpty()) {
            index.setUnencoded_byte_array_data_bytes(textBytes);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Util.writeOffsetIndex(index, out);
        return out.toByteArray();
    }

    @Override
    public void writePageV2(
            int rowCount,
            int nullCount,
            int valueCount,
            BytesInput repetitionLevels,
            BytesInput definitionLevels,
            org.apache.parquet.column.Encoding dataEncoding,
            BytesInput data,
            Statistics<?> pageValues,
            SizeStatistics pageSizes,
            GeospatialStatistics places)
            throws IOException {
        add(
                rowCount,
                nullCount,
                definitionLevels.toByteArray(),
                dataEncoding,
                data.toByteArray(),
                pageValues,
                pageSizes);
    }

    @Override
    public void writePageV2(
            int rowCount,
            int nullCount,
            int valueCount,
            BytesInput repetitionLevels,
            BytesInput definitionLevels,
            org.apache.parquet.column.Encoding dataEncoding,
            BytesInput data,
            Statistics<?> pageValues) {
        throw new UnsupportedOperationException("A page comes with its sizes");
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int valueCount,
            Statistics<?> pageValues,
            org.apache.parquet.column.Encoding repetition,
            org.apache.parquet.column.Encoding definition,
            org.apache.parquet.column.Encoding values) {
        throw new UnsupportedOperationException("Pages are of version 2");
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int valueCount,
            int rowCount,
            Statistics<?> pageValues,
            org.apache.parquet.column.Encoding repetition,
            org.apache.parquet.column.Encoding definition,
            org.apache.parquet.column.Encoding values) {
        throw new UnsupportedOperationException("Pages are of version 2");
    }

    @Override
    public long getMemSize() {
        return pages.size();
    }

    @Override
    public long allocatedSize() {
        return pages.size();
    }

    @Override
    public String memUsageString(String prefix) {
        return prefix + " " + pages.size() + " bytes";
    }

    @Override
    public void close() {
        // nothing but arrays
    }
}
