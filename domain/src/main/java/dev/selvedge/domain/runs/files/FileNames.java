package dev.selvedge.domain.runs.files;

import dev.selvedge.domain.runs.Unicode;
import dev.selvedge.platform.Fault;
import java.util.regex.Pattern;

/** Which names a run's file may have. Clients write downloads to paths made of these names. */
public final class FileNames {

    private static final int LONGEST = 1024;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern ABSOLUTE = Pattern.compile("^(?:[/\\\\]|[A-Za-z]:[/\\\\])");
    private static final Pattern PARENT = Pattern.compile("(?:^|[/\\\\])\\.\\.(?:$|[/\\\\])");
    private static final Pattern CURRENT = Pattern.compile("(?<=^|/)\\./");

    private FileNames() {}

    /** The name as it is kept, or INVALID with the reason. */
    public static String check(String name) {
        String kept = canonical(name);
        if (kept.isEmpty()) {
            throw Fault.invalid("A file needs a name");
        }
        if (kept.codePointCount(0, kept.length()) > LONGEST) {
            throw Fault.invalid("File names have at most " + LONGEST + " characters: " + kept.substring(0, 60) + "…");
        }
        if (CONTROL.matcher(kept).find() || !Unicode.isWhole(kept)) {
            throw Fault.invalid("File names have no control characters and only whole Unicode characters");
        }
        if (ABSOLUTE.matcher(kept).find() || PARENT.matcher(kept).find()) {
            throw Fault.invalid("File names stay below the run's folder: " + kept);
        }
        if (kept.endsWith("/") || kept.endsWith("/.") || kept.equals(".")) {
            throw Fault.invalid("This is the name of a folder: " + kept);
        }
        return kept;
    }

    /** {@code ./a} is {@code a}: HTTP clients shorten it on the way, and {@code wandb verify} asks by the long form. */
    public static String canonical(String name) {
        return name.contains("./") ? CURRENT.matcher(name).replaceAll("") : name;
    }
}
