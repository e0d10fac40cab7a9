package dev.selvedge.wire.ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/** One file of the built application, held ready in both encodings: there are few and they are small. */
record Asset(String contentType, byte[] plain, byte[] gzipped, String etag) {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("webp", "image/webp"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"));
    private static final Set<String> PACKED_ALREADY = Set.of("png", "webp", "woff2", "ico");

    /** The file at {@code path} below the application's folder on the class path, or null. */
    static Asset load(ClassLoader loader, String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1);
        String type = TYPES.get(extension);
        if (type == null) {
            return null;
        }
        try (InputStream in = loader.getResourceAsStream("web/" + path)) {
            if (in == null) {
                return null;
            }
            byte[] plain = in.readAllBytes();
            CRC32 sum = new CRC32();
            sum.update(plain);
            String etag = "\"" + Long.toHexString(sum.getValue()) + "-" + plain.length + "\"";
            return new Asset(type, plain, PACKED_ALREADY.contains(extension) ? null : gzip(plain), etag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 2 + 64);
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
