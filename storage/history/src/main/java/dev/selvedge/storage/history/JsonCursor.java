package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.RowJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.io.NumberInput;

/**
 * Walks over JSON that was checked when it was stored, so it looks for the ends of things and not for mistakes. Names
 * are compared where they stand and numbers read where they stand: rows are read in half the time a parser takes.
 */
final class JsonCursor {

    /** Up to here powers of ten are exact, and one multiplication or division rounds as it should. */
    private static final double[] EXACT_POWERS = powers();

    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final int MOST_LONG_DIGITS = 18;
    private static final int LARGEST_EXPONENT = 100_000;

    private final byte[] text;
    private int at;
    private long bits;
    private char[] digits = new char[32];

    JsonCursor(byte[] text) {
        this.text = text;
    }

    byte[] text() {
        return text;
    }

    int position() {
        return at;
    }

    byte peek() {
        return text[at];
    }

    void step() {
        at++;
    }

    /** Goes to the next thing that is no blank; false at the end of the text. */
    boolean advance() {
        while (at < text.length && text[at] <= ' ') {
            at++;
        }
        return at < text.length;
    }

    /** From an opening quote to behind the closing one; returns whether there are escapes in between. */
    boolean skipString() {
        boolean escapes = false;
        at++;
        while (text[at] != '"') {
            if (text[at] == '\\') {
                escapes = true;
                at++;
            }
            at++;
        }
        at++;
        return escapes;
    }

    /** The string token {@code from} until {@code to}, quotes included. */
    String unescaped(int from, int to) {
        try (JsonParser parser = RowJson.parser(text, from, to)) {
            parser.nextToken();
            return parser.getString();
        }
    }

    /** The string at hand as UTF-8. */
    byte[] string() {
        int from = at;
        return skipString()
                ? unescaped(from, at).getBytes(StandardCharsets.UTF_8)
                : Arrays.copyOfRange(text, from + 1, at - 1);
    }

    /** Over an object or a list. */
    void skipNested() {
        int depth = 0;
        do {
            switch (text[at]) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> {
                    skipString();
                    continue;
                }
                default -> {
                    // numbers, words and what stands between values
                }
            }
            at++;
        } while (depth > 0);
    }

    /** Over true, false or null. */
    void skipWord() {
        while (text[at] >= 'a' && text[at] <= 'z') {
            at++;
        }
    }

    /** {@link Kind#LONG}, {@link Kind#DOUBLE}, or {@link Kind#JSON} for a number that fits neither. */
    byte number() {
        int start = at;
        boolean negative = text[at] == '-';
        at += negative || text[at] == '+' ? 1 : 0;
        if (text[at] > '9') {
            return nonFinite(negative);
        }
        long value = 0;
        int significant = 0;
        int scale = 0;
        for (; isDigit(); at++) {
            value = value * 10 + (text[at] - '0');
            significant += value == 0 ? 0 : 1;
        }
        boolean fraction = text[at] == '.';
        if (fraction) {
            for (at++; isDigit(); at++) {
                value = value * 10 + (text[at] - '0');
                significant += value == 0 ? 0 : 1;
                scale--;
            }
        }
        boolean exponent = (text[at] | 0x20) == 'e';
        if (exponent) {
            scale += exponent();
        }
        if (fraction || exponent) {
            return decimal(start, negative, significant, value, scale);
        }
        return whole(start, negative, significant, value);
    }

    /** What {@link #number} read: a long, or the bits of a double. */
    long bits() {
        return bits;
    }

    private boolean isDigit() {
        return text[at] >= '0' && text[at] <= '9';
    }

    private byte nonFinite(boolean negative) {
        boolean isNumber = text[at] == 'I';
        while (Character.isLetter(text[at])) {
            at++;
        }
        double infinity = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        bits = Double.doubleToRawLongBits(isNumber ? infinity : Double.NaN);
        return Kind.DOUBLE;
    }

    private int exponent() {
        at++;
        boolean negative = text[at] == '-';
        at += negative || text[at] == '+' ? 1 : 0;
        int exponent = 0;
        for (; isDigit(); at++) {
            exponent = Math.min(LARGEST_EXPONENT, exponent * 10 + (text[at] - '0'));
        }
        return negative ? -exponent : exponent;
    }

    private byte whole(int start, boolean negative, int significant, long value) {
        if (significant <= MOST_LONG_DIGITS) {
            bits = negative ? -value : value;
            return Kind.LONG;
        }
        try {
            bits = Long.parseLong(new String(text, start, at - start, StandardCharsets.US_ASCII));
            return Kind.LONG;
        } catch (NumberFormatException tooLarge) {
            return Kind.JSON;
        }
    }

    private byte decimal(int start, boolean negative, int significant, long value, int scale) {
        double number;
        if (significant <= MOST_LONG_DIGITS && value <= EXACT_IN_DOUBLE && Math.abs(scale) < EXACT_POWERS.length) {
            double exact = scale < 0 ? value / EXACT_POWERS[-scale] : value * EXACT_POWERS[scale];
            number = negative ? -exact : exact;
        } else {
            number = rounded(start);
            if (Double.isInfinite(number)) {
                return Kind.JSON;
            }
        }
        bits = Double.doubleToRawLongBits(number);
        return Kind.DOUBLE;
    }

    private double rounded(int start) {
        int length = at - start;
        if (length > digits.length) {
            digits = new char[length * 2];
        }
        for (int i = 0; i < length; i++) {
            digits[i] = (char) text[start + i];
        }
        return NumberInput.parseDouble(digits, 0, length, true);
    }

    private static double[] powers() {
        double[] powers = new double[23];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
