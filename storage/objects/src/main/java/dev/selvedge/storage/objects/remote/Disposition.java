package dev.selvedge.storage.objects.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.objects.ObjectStore.Presentation;
import java.net.URLEncoder;

/** The {@code Content-Disposition} that a signed URL asks the store to answer with. */
public final class Disposition {

    private static final int LONGEST_NAME = 200;

    private Disposition() {}

    public static String of(Presentation presentation) {
        String kind = presentation.inline() ? "inline" : "attachment";
        if (presentation.fileName() == null) {
            return kind;
        }
        String name = presentation.fileName().substring(presentation.fileName().lastIndexOf('/') + 1);
        String kept = name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name;
        return kind + "; filename*=UTF-8''" + URLEncoder.encode(kept, UTF_8).replace("+", "%20");
    }
}
