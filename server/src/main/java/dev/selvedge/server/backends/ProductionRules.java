package dev.selvedge.server.backends;

import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import java.util.ArrayList;
import java.util.List;

/** What an installation that must not lose anything may not be started with. */
final class ProductionRules {

    private ProductionRules() {}

    /** @throws StartFailure that names everything that is wrong, so that one attempt teaches all of it */
    static void check(Settings settings) {
        if (settings.mode() != Settings.Mode.PRODUCTION) {
            return;
        }
        List<String> wrong = new ArrayList<>();
        if (settings.database().isEmbedded()) {
            wrong.add("the embedded database serves one process and is lost with its disk; set selvedge.database.url");
        }
        if (settings.objects().bucket().isBlank() && settings.objects().folder() == null) {
            wrong.add("objects would lie in a folder that other replicas do not see; set selvedge.objects.bucket, or "
                    + "selvedge.objects.folder to one that all of them mount");
        }
        if (settings.testFixtures()) {
            wrong.add("selvedge.test-fixtures lets administrators choose the API keys of others");
        }
        if (!wrong.isEmpty()) {
            throw new StartFailure("selvedge.mode=production refuses this: " + String.join("; ", wrong) + ".");
        }
    }
}
