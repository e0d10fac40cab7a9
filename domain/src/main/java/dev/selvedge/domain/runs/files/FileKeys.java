package dev.selvedge.domain.runs.files;

import dev.selvedge.domain.runs.RunId;
import java.util.UUID;
import java.util.regex.Pattern;

/** Object keys of run files: {@code runs/<run>/files/<random>}. */
final class FileKeys {

    private static final Pattern KEY = Pattern.compile("runs/\\d+/files/[0-9a-f]{32}");

    private FileKeys() {}

    static String fresh(RunId run) {
        return "runs/" + run.value() + "/files/" + UUID.randomUUID().toString().replace("-", "");
    }

    static boolean isOne(String key) {
        return KEY.matcher(key).matches();
    }
}
