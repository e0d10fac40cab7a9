package dev.selvedge.storage.history;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** The pages of one column as this server writes them: version 2, zstd, with checksums. */
final class SegmentPages {

    private static final PrimitiveType ANY =
            Types.optional(PrimitiveTypeName.BINARY).named("value");

    private final Queue<DataPageV2> pages = new ArrayDeque<>();
    private DictionaryPage dictionary;

    SegmentPages(byte[] chunk) {
        ByteArrayInputStream in = new ByteArrayInputStream(chunk);
        try {
            while (in.available() > 0) {
                PageHeader header = Util.readPageHeader(in);
                byte[] body = in.readNBytes(header.getCompressed_page_size());
                check(header, body);
                add(header, body);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(PageHeader header, byte[] body) throws IOException {
        if (body.length < header.getCompressed_page_size()) {
            throw new EOFException("A page is cut off");
        }
        if (header.isSetCrc()) {
            CRC32 crc = new CRC32();
            crc.update(body);
            if ((int) crc.getValue() != header.getCrc()) {
                throw new IllegalStateException("A page's checksum is wrong");
            }
        }
    }

    private void add(PageHeader header, byte[] body) {
        switch (header.getType()) {
            case DICTIONARY_PAGE ->
                dictionary = new DictionaryPage(
                        BytesInput.from(inflate(body, 0, header.getUncompressed_page_size())),
                        header.getDictionary_page_header().getNum_values(),
                        Encoding.valueOf(
                                header.getDictionary_page_header().getEncoding().name()));
            case DATA_PAGE_V2 -> addData(header, header.getData_page_header_v2(), body);
            default -> throw new IllegalStateException("Unexpected page " + header.getType());
        }
    }

    private void addData(PageHeader header, DataPageHeaderV2 data, byte[] body) {
        int repetition = data.getRepetition_levels_byte_length();
        int definition = data.getDefinition_levels_byte_length();
        int levels = repetition + definition;
        byte[] values = data.isIs_compressed()
                ? inflate(body, levels, header.getUncompressed_page_size() - levels)
                : Arrays.copyOfRange(body, levels, body.length);
        pages.add(DataPageV2.uncompressed(
                data.getNum_rows(),
                data.getNum_nulls(),
                data.getNum_values(),
                BytesInput.from(body, 0, repetition),
                BytesInput.from(body, repetition, definition),
                Encoding.valueOf(data.getEncoding().name()),
                BytesInput.from(values),
                Statistics.createStats(ANY)));
    }

    private static byte[] inflate(byte[] body, int from, int size) {
        byte[] raw = new byte[size];
        if (from < body.length) {
            long inflated = Zstd.decompressByteArray(raw, 0, size, body, from, body.length - from);
            if (Zstd.isError(inflated) || inflated != size) {
                throw new IllegalStateException("A page does not inflate: " + Zstd.getErrorName(inflated));
            }
        }
        return raw;
    }

    /** Null when the column has none. */
    DictionaryPage readDictionaryPage() {
        return dictionary;
    }

    /** Null after the last one. */
    DataPageV2 readPage() {
        return pages.poll();
    }
}
