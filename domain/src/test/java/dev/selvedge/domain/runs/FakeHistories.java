package dev.selvedge.domain.runs;

import dev.selvedge.domain.runs.history.HistoryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows in lists, whose steps are their row numbers. */
final class FakeHistories implements RunHistories {

    private final Map<HistoryId, List<String>> rows = new HashMap<>();
    private final Map<HistoryId, List<String>> events = new HashMap<>();
    private final Map<HistoryId, Long> firstOffsets = new HashMap<>();
    final List<HistoryId> ended = new ArrayList<>();
    final List<HistoryId> deleted = new ArrayList<>();

    @Override
    public HistoryId create() {
        HistoryId id = new HistoryId(rows.size() + 1);
        rows.put(id, new ArrayList<>());
        events.put(id, new ArrayList<>());
        return id;
    }

    @Override
    public HistoryId createAnew() {
        HistoryId id = create();
        firstOffsets.put(id, null);
        return id;
    }

    @Override
    public void begin(HistoryId history, boolean byName) {
        // offsets of these tests are row numbers
    }

    /** What the client's first words are: "anew" and "recorded" rows tell, all else leaves it open. */
    @Override
    public Beginning beginning(HistoryId history, Instant since, StreamUpdate update) {
        String rows = String.join("", update.history().texts());
        return rows.contains("anew") ? Beginning.ANEW : rows.contains("recorded") ? Beginning.RECORDED : Beginning.OPEN;
    }

    @Override
    public Branch branch(HistoryId source, long lastStep) {
        HistoryId id = create();
        List<String> kept = rows.get(source);
        rows.get(id).addAll(kept.subList(0, (int) Math.min(kept.size(), lastStep + 1)));
        return new Branch(id, rows.get(id).size(), lastStep(id));
    }

    @Override
    public Optional<String> lastRow(HistoryId history) {
        List<String> all = rows.get(history);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    @Override
    public RunCounts write(HistoryId history, RunCounts counts, StreamUpdate update) {
        long first = 0;
        if (firstOffsets.containsKey(history) && !update.history().isEmpty()) {
            firstOffsets.putIfAbsent(history, update.history().offset());
            first = firstOffsets.get(history);
        }
        write(
                rows.get(history),
                new Lines(
                        Math.max(0, update.history().offset() - first),
                        update.history().lines()));
        write(events.get(history), update.events());
        long lines = update.output().isEmpty()
                ? counts.logLines()
                : update.output().offset() + update.output().lines().count();
        return new RunCounts(rows.get(history).size(), events.get(history).size(), lines, lastStep(history));
    }

    private static void write(List<String> kept, Lines lines) {
        int row = (int) lines.offset();
        for (String line : lines.texts()) {
            if (row == kept.size()) {
                kept.add(line);
            } else {
                kept.set(row, line);
            }
            row++;
        }
    }

    @Override
    public void ended(HistoryId history) {
        ended.add(history);
    }

    @Override
    public void delete(HistoryId history) {
        deleted.add(history);
    }

    private Long lastStep(HistoryId history) {
        int count = rows.get(history).size();
        return count == 0 ? null : Long.valueOf(count - 1L);
    }

    List<String> rows(HistoryId history) {
        return rows.get(history);
    }
}
