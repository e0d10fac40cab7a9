package dev.selvedge.storage.history;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages without Hadoop's codecs. Each frame carries a checksum, which every reader verifies. */
final class ZstdPages implements BytesInputCompressor {

    private static final int LEVEL = 3;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);

    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        byte[] raw = page.toByteArray();
        byte[] compressed = new byte[Math.toIntExact(Zstd.compressBound(raw.length))];
        int size = zstd.compressByteArray(compressed, 0, compressed.length, raw, 0, raw.length);
        return BytesInput.from(Arrays.copyOf(compressed, size));
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        zstd.close();
    }
}
