package dev.selvedge.domain.automations.channels;

import dev.selvedge.domain.automations.Severity;
import dev.selvedge.domain.runs.RunJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A message in the form of Slack's incoming webhooks, which other chats read as well. */
public final class ChatMessage {

    private static final int LONGEST_TEXT = 10_000;

    private ChatMessage() {}

    /** @param footer where it comes from */
    public static byte[] json(String title, String text, Severity severity, String footer) {
        Map<String, Object> attachment = Map.of(
                "color", color(severity),
                "fallback", escaped(title),
                "text", escaped(text),
                "footer", escaped(footer));
        return RunJson.text(Map.of("text", "*" + escaped(title) + "*", "attachments", List.of(attachment)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String color(Severity severity) {
        return switch (severity) {
            case INFO -> "#2e77d0";
            case WARN -> "#d9a400";
            case ERROR -> "#c8352b";
        };
    }

    /** The three characters that the format gives a meaning. */
    private static String escaped(String text) {
        String cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
        return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
