package dev.selvedge.domain.runs.files;

import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.PlacedKey;
import dev.selvedge.domain.runs.RunId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Object keys of run files: {@code runs/<run>/files/<random>}, in whichever place. */
final class FileKeys {

    private static final Pattern KEY = Pattern.compile("runs/\\d+/files/[0-9a-f]{32}");

    private FileKeys() {}

    static String fresh(Optional<PlaceId> place, RunId run) {
        String random = UUID.randomUUID().toString().replace("-", "");
        return PlacedKey.of(place, "runs/" + run.value() + "/files/" + random);
    }

    static boolean isOne(String key) {
        return KEY.matcher(PlacedKey.of(key).bare()).matches();
    }
}
