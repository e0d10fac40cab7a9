package dev.selvedge.domain.runs;

import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.platform.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows in lists, whose steps are their row numbers; a row that does not begin with a brace is malformed. */
final class FakeHistories implements RunHistories {

    private final Map<HistoryId, List<String>> rows = new HashMap<>();
    private final Map<HistoryId, List<String>> events = new HashMap<>();

    @Override
    public HistoryId create() {
        HistoryId id = new HistoryId(rows.size() + 1);
        rows.put(id, new ArrayList<>());
        events.put(id, new ArrayList<>());
        return id;
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
    public Written write(HistoryId history, String writer, Lines newRows, Lines newEvents) {
        write(rows.get(history), newRows);
        write(events.get(history), newEvents);
        return new Written(rows.get(history).size(), events.get(history).size(), lastStep(history));
    }

    private static void write(List<String> kept, Lines lines) {
        for (int i = 0; i < lines.lines().size(); i++) {
            String line = lines.lines().get(i);
            if (!line.startsWith("{")) {
                throw Fault.invalid("Line " + (i + 1) + " is not JSON");
            }
            int row = (int) lines.offset() + i;
            if (row == kept.size()) {
                kept.add(line);
            } else {
                kept.set(row, line);
            }
        }
    }

    private Long lastStep(HistoryId history) {
        int count = rows.get(history).size();
        return count == 0 ? null : Long.valueOf(count - 1L);
    }

    List<String> rows(HistoryId history) {
        return rows.get(history);
    }
}
