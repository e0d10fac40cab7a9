package dev.selvedge.storage.history;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/**
 * The pages of one column as this server writes them: version 2, zstd, with checksums. One page is inflated at a time, into
 * bytes that the next one gets too: what a long column would take beside itself costs more than to decode it.
 */
final class SegmentPages {

    private final byte[] chunk;
    private int at;
    private byte[] inflated = new byte[0];

    /**
     * Values of some rows.
     *
     * @param rows there are, with and without a value
     * @param levels which rows hold a value, as Parquet has it
     * @param values little endian, of no worth once the next page has been read
     */
    record Page(int rows, int nulls, Encoding encoding, ByteBuffer levels, ByteBuffer values) {

        Page {
            if (nulls < 0 || nulls > rows) {
                throw new IllegalStateException("A page has " + nulls + " of " + rows + " rows without a value");
            }
        }

        int present() {
            return rows - nulls;
        }
    }

    SegmentPages(byte[] chunk) {
        this.chunk = chunk;
    }

    /** Null when the column has none; it stands before all other pages. */
    DictionaryPage dictionary() throws IOException {
        int begin = at;
        PageHeader header = header();
        if (header.getType() != PageType.DICTIONARY_PAGE) {
            at = begin;
            return null;
        }
        int body = body(header);
        byte[] values = new byte[header.getUncompressed_page_size()];
        inflate(body, header.getCompressed_page_size(), values, values.length);
        return new DictionaryPage(
                BytesInput.from(values),
                header.getDictionary_page_header().getNum_values(),
                Encoding.valueOf(
                        header.getDictionary_page_header().getEncoding().name()));
    }

    /** Null after the last one. */
    Page next() throws IOException {
        if (at == chunk.length) {
            return null;
        }
        PageHeader header = header();
        if (header.getType() != PageType.DATA_PAGE_V2) {
            throw new IllegalStateException("Unexpected page " + header.getType());
        }
        int body = body(header);
        DataPageHeaderV2 data = header.getData_page_header_v2();
        int repetition = data.getRepetition_levels_byte_length();
        int levels = repetition + data.getDefinition_levels_byte_length();
        return new Page(
                data.getNum_values(),
                data.getNum_nulls(),
                Encoding.valueOf(data.getEncoding().name()),
                ByteBuffer.wrap(chunk, body + repetition, data.getDefinition_levels_byte_length()),
                values(header, body + levels, levels));
    }

    private ByteBuffer values(PageHeader header, int from, int levels) {
        int stored = header.getCompressed_page_size() - levels;
        if (!header.getData_page_header_v2().isIs_compressed()) {
            return ByteBuffer.wrap(chunk, from, stored).order(ByteOrder.LITTLE_ENDIAN);
        }
        int size = header.getUncompressed_page_size() - levels;
        if (inflated.length < size) {
            inflated = new byte[size];
        }
        inflate(from, stored, inflated, size);
        return ByteBuffer.wrap(inflated, 0, size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private PageHeader header() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(chunk, at, chunk.length - at);
        PageHeader header = Util.readPageHeader(in);
        at = chunk.length - in.available();
        return header;
    }

    /** Where the page's bytes begin, which are checked; what comes next stands behind them. */
    private int body(PageHeader header) throws IOException {
        int size = header.getCompressed_page_size();
        if (size < 0 || size > chunk.length - at) {
            throw new EOFException("A page is cut off");
        }
        if (header.isSetCrc()) {
            CRC32 crc = new CRC32();
            crc.update(chunk, at, size);
            if ((int) crc.getValue() != header.getCrc()) {
                throw new IllegalStateException("A page's checksum is wrong");
            }
        }
        int body = at;
        at += size;
        return body;
    }

    private void inflate(int from, int stored, byte[] into, int size) {
        if (stored == 0 && size == 0) {
            return;
        }
        long made = Zstd.decompressByteArray(into, 0, size, chunk, from, stored);
        if (Zstd.isError(made) || made != size) {
            throw new IllegalStateException("A page does not inflate: " + Zstd.getErrorName(made));
        }
    }
}
