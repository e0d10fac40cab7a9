package dev.selvedge.storage.history;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.runs.history.Appended;
import dev.selvedge.domain.runs.history.Histories;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryLines;
import dev.selvedge.domain.runs.history.HistoryPlacement;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.StepRange;
import dev.selvedge.storage.contract.Emptying;
import dev.selvedge.storage.contract.MovableClock;
import dev.selvedge.storage.contract.objects.InMemoryObjectStore;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.history.SqlHistoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A histories room over an in-memory database, empty at first. */
final class HistoryFixture {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final Database EMPTIED = Database.inMemory("history");

    final Database database = emptied();
    final HistoryStore store = new SqlHistoryStore(database);
    final BlockCache cache = new BlockCache(store, 64 << 20);
    final InMemoryObjectStore objects = new InMemoryObjectStore();
    final Segments segments = new Segments(objects, cache);
    final HistoryReader reader = new MergedHistoryReader(new Views(store, segments, cache));
    final MovableClock clock = new MovableClock();
    final Histories histories = new Histories(store, reader, Histories.SealPolicy.DEFAULT, clock);

    private static Database emptied() {
        Emptying.empty(EMPTIED.dataSource());
        return EMPTIED;
    }

    /** Time goes on by that much. */
    void pass(Duration time) {
        clock.pass(time);
    }

    Sealer sealer(RowGroup.Limits limits) {
        return sealer(limits, () -> true);
    }

    Sealer sealer(ObjectStore objects) {
        return new Sealer(
                store, objects, HistoryPlacement.HOME, segments, cache, RowGroup.Limits.DEFAULT, () -> true, clock);
    }

    Sealer sealer(RowGroup.Limits limits, BooleanSupplier quiet) {
        return new Sealer(store, objects, HistoryPlacement.HOME, segments, cache, limits, quiet, clock);
    }

    /** What a server that has just started sees. */
    HistoryReader freshReader() {
        BlockCache fresh = new BlockCache(store, 64 << 20);
        return new MergedHistoryReader(new Views(store, new Segments(objects, fresh), fresh));
    }

    Appended append(HistoryId history, HistoryStream stream, String writer, long offset, List<String> lines) {
        return database.transactions()
                .inTransaction(() -> histories.append(history, stream, writer, offset, HistoryLines.of(stream, lines)));
    }

    Appended append(HistoryId history, long offset, String... lines) {
        return append(history, HistoryStream.HISTORY, null, offset, List.of(lines));
    }

    List<String> rows(HistoryId history) {
        return rows(history, StepRange.ALL);
    }

    List<String> rows(HistoryId history, StepRange steps) {
        List<String> rows = new ArrayList<>();
        freshReader().rows(history, HistoryStream.HISTORY, steps, rows::add);
        return rows;
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    static List<JsonNode> json(List<String> texts) {
        return texts.stream().map(HistoryFixture::json).toList();
    }
}
