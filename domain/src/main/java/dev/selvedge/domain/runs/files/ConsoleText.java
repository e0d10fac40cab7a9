package dev.selvedge.domain.runs.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.history.ConsoleLine;
import dev.selvedge.domain.runs.history.ConsolePage;
import dev.selvedge.domain.runs.history.HistoryReader;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The console of a run as the text file {@code output.log}, for runs that have streamed their lines and uploaded no such
 * file: those that are still running, and those whose client was killed.
 */
public final class ConsoleText {

    public static final String FILE_NAME = "output.log";

    private static final int LINES_AT_ONCE = 2_000;

    private final HistoryReader reader;

    public ConsoleText(HistoryReader reader) {
        this.reader = reader;
    }

    public boolean isThere(Run run) {
        return run.counts().logLines() > 0;
    }

    /** Text only, as a terminal would have shown it: no times, and escape sequences as they came. */
    public void writeTo(Run run, OutputStream out) throws IOException {
        Long after = null;
        ConsolePage page;
        do {
            page = reader.linesAfter(run.history(), after, LINES_AT_ONCE);
            for (ConsoleLine line : page.lines()) {
                out.write(line.line().getBytes(UTF_8));
                out.write('\n');
                after = line.number();
            }
        } while (page.hasLater() && !page.lines().isEmpty());
    }
}
