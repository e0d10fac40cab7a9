package dev.selvedge.domain.runs.files;

/**
 * A pattern of names as MySQL's {@code LIKE} reads it: {@code %} any characters, {@code _} one, {@code \} takes the next
 * one literally.
 *
 * @param text null matches all names
 */
public record NamePattern(String text) {

    public static final NamePattern ALL = new NamePattern(null);

    public static NamePattern of(String textOrNull) {
        return textOrNull == null || textOrNull.isEmpty() ? ALL : new NamePattern(textOrNull);
    }

    /** The same pattern with another escape character, for engines that read {@code \} differently. */
    public String escapedBy(char escape) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char literal = text.charAt(++i);
                if (literal == '%' || literal == '_' || literal == escape) {
                    out.append(escape);
                }
                out.append(literal);
            } else if (c == escape) {
                out.append(escape).append(c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
