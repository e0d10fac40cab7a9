package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.runs.KeptHistories;
import dev.selvedge.domain.runs.Lines;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunHistories;
import dev.selvedge.domain.runs.RunHistories.Beginning;
import dev.selvedge.domain.runs.StreamUpdate;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryLines;
import dev.selvedge.domain.runs.history.HistoryStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client begins by name a run that is over: what its first rows tell, and where they go. */
class BeginningsTest {

    private static final long LOGGED = 1_772_359_200;
    private static final Instant BEGUN = Instant.ofEpochSecond(LOGGED + 1000);

    private final HistoryFixture room = new HistoryFixture();
    private final RunHistories runs = new KeptHistories(room.histories, room.reader, room.store);
    private final HistoryId history = room.histories.create();

    @Test
    void higherStepsAreOneMorePieceOfARecording() {
        write(0, row(0, LOGGED), row(1, LOGGED + 1));
        begin();
        assertThat(beginning(rows(2, row(2, LOGGED + 9)))).isEqualTo(Beginning.RECORDED);
        write(2, row(2, LOGGED + 9));
        assertThat(room.rows(history)).hasSize(3);
    }

    @Test
    void rowsThatAreThereHaveBeenUploadedBeforeAndOverwriteThemselves() {
        write(0, row(0, LOGGED), row(1, LOGGED + 1), row(2, LOGGED + 9));
        begin();
        assertThat(beginning(rows(3, row(1, LOGGED + 1)))).isEqualTo(Beginning.RECORDED);
        write(3, row(1, LOGGED + 1));
        write(4, row(2, LOGGED + 9));
        write(3, row(1, LOGGED + 1));
        assertThat(room.rows(history)).containsExactly(row(0, LOGGED), row(1, LOGGED + 1), row(2, LOGGED + 9));
    }

    @Test
    void aStepLoggedAtAnotherTimeComesFromAProgramThatRunsAnew() {
        write(0, row(0, LOGGED), row(1, LOGGED + 1));
        begin();
        assertThat(beginning(rows(2, row(0, LOGGED + 1001)))).isEqualTo(Beginning.ANEW);
    }

    @Test
    void aHistoryBegunAnewTakesRowsAndLinesFromWhateverOffsetTheyCount() {
        HistoryId anew = room.database.transactions().inTransaction(runs::createAnew);
        room.append(anew, 2, row(0, LOGGED));
        room.append(anew, 3, row(1, LOGGED), row(2, LOGGED));
        room.append(anew, 3, row(1, LOGGED), row(2, LOGGED));
        assertThat(room.rows(anew)).containsExactly(row(0, LOGGED), row(1, LOGGED), row(2, LOGGED));
        room.append(anew, HistoryStream.OUTPUT, null, 7, List.of("a", "b"));
        room.append(anew, HistoryStream.OUTPUT, null, 8, List.of("c"));
        assertThat(room.freshReader().lastLines(anew, 5).lines())
                .extracting("line")
                .containsExactly("a", "c");
    }

    @Test
    void samplesAndLinesOfARunningProgramAreYoungerThanItsBeginning() {
        write(0, row(0, LOGGED));
        begin();
        assertThat(beginning(events("{\"_timestamp\":" + (LOGGED + 1000.5) + "}")))
                .isEqualTo(Beginning.ANEW);
        assertThat(beginning(events("{\"_timestamp\":" + (LOGGED + 2) + "}"))).isEqualTo(Beginning.OPEN);
        assertThat(beginning(output("{\"ts\":\"2026-03-01T10:20:00.5\",\"content\":\"x\"}")))
                .isEqualTo(Beginning.ANEW);
        assertThat(beginning(output("{\"ts\":\"2026-03-01T10:00:00.5\",\"content\":\"x\"}")))
                .isEqualTo(Beginning.OPEN);
        assertThat(beginning(output("no time"))).isEqualTo(Beginning.OPEN);
    }

    @Test
    void whatTheClientBeforeCountedFromIsForgotten() {
        write(0, row(0, LOGGED), row(1, LOGGED));
        begin();
        write(2, row(0, LOGGED), row(1, LOGGED));
        room.database.transactions().inTransaction(() -> {
            runs.begin(history, false);
            return null;
        });
        write(2, row(2, LOGGED));
        write(3, row(3, LOGGED));
        write(2, row(2, LOGGED + 1));
        assertThat(room.rows(history)).hasSize(4).element(2).isEqualTo(row(2, LOGGED + 1));
    }

    private void begin() {
        room.database.transactions().inTransaction(() -> {
            runs.begin(history, true);
            return null;
        });
    }

    private Beginning beginning(StreamUpdate update) {
        return runs.beginning(history, BEGUN, update);
    }

    private void write(long offset, String... rows) {
        room.database.transactions().inTransaction(() -> runs.write(history, RunCounts.NONE, rows(offset, rows)));
    }

    private static String row(long step, long time) {
        return "{\"_step\":" + step + ",\"_timestamp\":" + time + ".25}";
    }

    private static StreamUpdate rows(long offset, String... rows) {
        return update(lines(HistoryStream.HISTORY, offset, rows), Lines.NONE, Lines.NONE);
    }

    private static StreamUpdate events(String line) {
        return update(Lines.NONE, lines(HistoryStream.EVENTS, 0, line), Lines.NONE);
    }

    private static StreamUpdate output(String line) {
        return update(Lines.NONE, Lines.NONE, lines(HistoryStream.OUTPUT, 0, line));
    }

    private static Lines lines(HistoryStream stream, long offset, String... lines) {
        return new Lines(offset, HistoryLines.of(stream, List.of(lines)));
    }

    private static StreamUpdate update(Lines history, Lines events, Lines output) {
        return new StreamUpdate(null, history, events, output, null, List.of(), false, false, false, null);
    }
}
