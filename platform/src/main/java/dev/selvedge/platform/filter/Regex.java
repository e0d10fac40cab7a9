package dev.selvedge.platform.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.selvedge.platform.Fault;
import java.util.Objects;

/**
 * A regular expression of a user, found anywhere in a text unless anchored.
 *
 * <p>RE2 syntax: its time is linear in the text, so that no pattern can keep the server busy, and no database engine has a
 * say in what matches. Look-around and back references do not exist in it.
 */
public final class Regex {

    private static final int MAX_CHARACTERS = 2_000;

    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /** INVALID when the text is no pattern, or one that RE2 cannot promise to run in linear time. */
    public static Regex of(String text, boolean ignoreCase) {
        if (text.length() > MAX_CHARACTERS) {
            throw Fault.invalid("A regular expression may have up to " + MAX_CHARACTERS + " characters");
        }
        try {
            return new Regex(Pattern.compile(text, ignoreCase ? Pattern.CASE_INSENSITIVE : 0));
        } catch (PatternSyntaxException e) {
            throw new Fault(
                    Fault.Code.INVALID,
                    "Not a regular expression of RE2 syntax: " + e.getDescription() + " in \"" + text + "\"");
        }
    }

    public boolean find(String text) {
        return pattern.matcher(text).find();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Regex regex
                && regex.pattern.pattern().equals(pattern.pattern())
                && regex.pattern.flags() == pattern.flags();
    }

    @Override
    public int hashCode() {
        return Objects.hash(pattern.pattern(), pattern.flags());
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
