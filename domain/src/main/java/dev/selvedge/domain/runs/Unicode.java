package dev.selvedge.domain.runs;

/** Halves of characters outside the basic plane, which JSON can hold and nothing can store as they are. */
public final class Unicode {

    private static final char REPLACEMENT = '\uFFFD';

    private Unicode() {}

    public static boolean isWhole(String text) {
        return firstHalf(text, 0) == text.length();
    }

    /** {@code text} itself, as nearly always, or a copy in which each half is a replacement character. */
    public static String whole(String text) {
        int half = firstHalf(text, 0);
        if (half == text.length()) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text);
        for (; half < text.length(); half = firstHalf(text, half + 1)) {
            whole.setCharAt(half, REPLACEMENT);
        }
        return whole.toString();
    }

    /** Where the first one is, or the length of the text. */
    private static int firstHalf(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return text.length();
    }
}
