package dev.selvedge.storage.objects.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.selvedge.platform.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The ETag beside an object. Two files cannot be replaced in one step, so this one says which size and time of the
 * object it describes; when it is missing or describes another state, the ETag is computed anew.
 */
final class EtagFile {

    private static final String SUFFIX = "~etag";

    private EtagFile() {}

    static Path of(Path object) {
        return object.resolveSibling(object.getFileName() + SUFFIX);
    }

    static boolean isOne(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    /** Best effort: it can be lost in a crash, and is then made again. {@code temporary} is a free name to write to. */
    static void write(Path object, BasicFileAttributes state, String etag, Path temporary) {
        try {
            Files.write(temporary, (etag + " " + stamp(state) + "\n").getBytes(US_ASCII));
            Files.move(temporary, of(object), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException full) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException ignored) {
                // removed later with everything left in staging
            }
        }
    }

    /** The ETag of the object in this state, or null when this file does not know it. */
    static String read(Path object, BasicFileAttributes state) {
        String text;
        try {
            text = Files.readString(of(object), US_ASCII);
        } catch (IOException missing) {
            return null;
        }
        int space = text.indexOf(' ');
        boolean current = space > 0 && text.substring(space + 1).equals(stamp(state) + "\n");
        return current ? text.substring(0, space) : null;
    }

    static String compute(Path object) throws IOException {
        MessageDigest sum = Hash.MD5.begin();
        byte[] buffer = new byte[128 * 1024];
        try (InputStream in = Files.newInputStream(object)) {
            int n;
            while ((n = in.read(buffer)) > 0) {
                sum.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    private static String stamp(BasicFileAttributes state) {
        return state.size() + " " + state.lastModifiedTime().toInstant();
    }
}
