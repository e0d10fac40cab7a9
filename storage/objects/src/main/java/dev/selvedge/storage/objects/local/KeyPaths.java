package dev.selvedge.storage.objects.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.platform.Hash;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Where the object of a key lies below {@code data}, and back. */
final class KeyPaths {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.=-]{1,200}(/[A-Za-z0-9_.=-]{1,200}){0,30}");
    private static final Pattern DOTS = Pattern.compile("(^|/)\\.{1,2}(/|$)");

    private final Path data;

    KeyPaths(Path data) {
        this.data = data;
    }

    /** @throws IllegalArgumentException for anything that is no key: keys are made by the server, so that is a bug */
    static void check(String key) {
        if (!KEY.matcher(key).matches() || DOTS.matcher(key).find()) {
            throw new IllegalArgumentException("Not an object key: " + key);
        }
    }

    Path of(String key) {
        check(key);
        return data.resolve(fanOut(key)).resolve(key);
    }

    /** The deepest folder that holds every key beginning with {@code prefix}. */
    Path folderOf(String prefix) {
        int end = prefix.lastIndexOf('/');
        if (end < 0 || prefix.indexOf('/') == end) {
            return data;
        }
        String folder = prefix.substring(0, end);
        check(folder);
        return data.resolve(fanOut(prefix)).resolve(folder);
    }

    String keyOf(Path file) {
        Path relative = data.relativize(file);
        return relative.subpath(1, relative.getNameCount()).toString().replace('\\', '/');
    }

    private static String fanOut(String key) {
        int first = key.indexOf('/');
        int second = first < 0 ? -1 : key.indexOf('/', first + 1);
        String spread = second < 0 ? key : key.substring(0, second);
        return HexFormat.of().toHexDigits(Hash.SHA_256.of(spread.getBytes(UTF_8))[0]);
    }
}
