package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.runs.history.BucketQuery;
import dev.selvedge.domain.runs.history.BucketedSeries;
import dev.selvedge.domain.runs.history.ConsoleLine;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryKeys;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.SampleSpec;
import dev.selvedge.domain.runs.history.Smoothing;
import dev.selvedge.domain.runs.history.StepRange;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a server that has just started asks its stores for, and that answers are those of any other server. */
class ColdReadsTest {

    private final HistoryFixture room = new HistoryFixture();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    @Test
    void aChartOfManyRunsListsThemAtOnceAndOpensEachOnce() {
        List<HistoryId> runs = new ArrayList<>();
        for (int run = 0; run < 20; run++) {
            runs.add(run(run));
        }
        seal(1_000);
        HistoryId live = run(20);
        runs.add(live);

        List<BucketedSeries> first = fresh().buckets(chart(runs));

        assertThat(asked).filteredOn("layouts"::equals).hasSize(1);
        assertThat(asked).doesNotContain("layout", "state");
        // of each its footer, its steps and its values
        assertThat(asked).filteredOn("get"::equals).hasSize(20 * 3);
        for (int run = 0; run < runs.size(); run++) {
            assertThat(first.get(run).last()).containsExactly(values(run));
        }
    }

    @Test
    void theSegmentsOfALongRunAreEachReadOnce() {
        HistoryId run = room.histories.create();
        for (int row = 0; row < 300; row += 30) {
            room.append(run, row, rows(row, 30, 5));
        }
        seal(30);

        BucketedSeries first = fresh().buckets(chart(List.of(run))).getFirst();

        assertThat(asked).filteredOn("get"::equals).hasSize(10 * 3);
        assertThat(first.rows()).isEqualTo(300);
        assertThat(first.last())
                .containsExactly(
                        IntStream.range(0, 300).mapToDouble(row -> row * 5).toArray());
    }

    @Test
    void theChunksOfALiveRunAreFetchedTogether() {
        HistoryId run = room.histories.create();
        for (int row = 0; row < 300; row += 10) {
            room.append(run, row, rows(row, 10, 5));
        }
        SampleSpec spec = new SampleSpec(List.of("_step", "y"), 300, StepRange.ALL);

        assertThat(fresh().buckets(chart(List.of(run))).getFirst().rows()).isEqualTo(300);
        assertThat(asked).containsExactly("states", "layouts", "chunkTexts");
        assertThat(fresh().sampledKeys(run, HistoryStream.HISTORY, spec)).hasSize(300);
        assertThat(asked).containsExactly("state", "layouts", "chunkTexts");
        HistoryReader reader = fresh();
        assertThat(reader.keys(run, HistoryStream.HISTORY).keys()).hasSize(2);
        assertThat(asked).containsExactly("state", "layouts", "chunkTexts");

        room.append(run, 300, rows(300, 1, 5));
        assertThat(reader.keys(run, HistoryStream.HISTORY).lastStep()).isEqualTo(300);
        assertThat(asked).containsExactly("state", "layouts", "chunkTexts", "state", "layouts", "chunkText");
    }

    /** Four at first, then sixteen, then sixty-four; what is not wanted is not fetched. */
    @Test
    void rowsAndLinesOfALiveRunAreFetchedSeveralAtOnce() {
        HistoryId run = room.histories.create();
        for (int row = 0; row < 300; row += 10) {
            room.append(run, row, rows(row, 10, 5));
            List<String> lines = IntStream.range(row, row + 10)
                    .mapToObj(line -> "line " + line)
                    .toList();
            room.append(run, HistoryStream.OUTPUT, null, row, lines);
        }
        List<String> all = List.of(rows(0, 300, 5));

        List<String> rows = new ArrayList<>();
        fresh().rows(run, HistoryStream.HISTORY, StepRange.ALL, rows::add);
        assertThat(rows).isEqualTo(all);
        assertThat(asked).containsExactly("state", "layouts", "chunkTexts", "chunkTexts", "chunkTexts");
        assertThat(fresh().sampledRows(run, HistoryStream.HISTORY, StepRange.ALL, 300))
                .isEqualTo(all);
        assertThat(asked).containsExactly("state", "layouts", "chunkTexts", "chunkTexts", "chunkTexts");
        assertThat(fresh().sampledRows(run, HistoryStream.HISTORY, StepRange.ALL, 2))
                .containsExactly(all.getFirst(), all.getLast());
        assertThat(asked).containsExactly("state", "layouts", "chunkTexts");
        assertThat(fresh().tail(run, HistoryStream.HISTORY, 25)).isEqualTo(all.subList(275, 300));
        assertThat(asked).containsExactly("state", "layouts", "chunkTexts");

        assertThat(fresh().linesAfter(run, 9L, 200).lines()).hasSize(200);
        assertThat(asked).containsExactly("state", "layouts", "chunkTexts", "chunkTexts", "chunkTexts");
        assertThat(fresh().lastLines(run, 15).lines())
                .extracting(ConsoleLine::number)
                .containsExactly(LongStream.range(285, 300).boxed().toArray(Long[]::new));
        assertThat(asked).containsExactly("state", "layouts", "chunkTexts");
    }

    @Test
    void aChunkThatIsOverwrittenInManyPlacesIsFetchedOnce() {
        HistoryId run = room.histories.create();
        room.append(run, 0, rows(0, 200, 5));
        for (int row = 1; row < 200; row += 2) {
            room.append(run, row, rows(row, 1, 7));
        }
        List<String> rows = new ArrayList<>();
        fresh().rows(run, HistoryStream.HISTORY, StepRange.ALL, rows::add);
        assertThat(rows).hasSize(200);
        assertThat(rows.get(100)).isEqualTo(rows(100, 1, 5)[0]);
        assertThat(rows.get(101)).isEqualTo(rows(101, 1, 7)[0]);
        // 101 chunks: 4, 16, 64 and the rest
        assertThat(asked).containsExactly("state", "layouts", "chunkTexts", "chunkTexts", "chunkTexts", "chunkTexts");
    }

    @Test
    void keysAreKeptUntilRowsCome() {
        HistoryId run = run(3);
        seal(1_000);
        HistoryReader reader = fresh();
        HistoryKeys before = reader.keys(run, HistoryStream.HISTORY);
        assertThat(before.keys()).containsOnlyKeys("_step", "y");
        asked.clear();

        assertThat(reader.keys(run, HistoryStream.HISTORY)).isEqualTo(before);
        assertThat(asked).containsExactly("state");

        room.append(run, 30, "{\"_step\":30,\"a\":\"late\"}");
        HistoryKeys after = reader.keys(run, HistoryStream.HISTORY);
        assertThat(after.lastStep()).isEqualTo(30);
        assertThat(after.keys().keySet()).containsExactly("_step", "a", "y");
        assertThat(after.keys().get("a")).isEqualTo(new HistoryKeys.Key("\"late\"", Map.of("string", 1L)));

        room.append(run, 30, "{\"_step\":30,\"b\":7}");
        assertThat(reader.keys(run, HistoryStream.HISTORY).keys().keySet()).containsExactly("_step", "b", "y");
        seal(1_000);
        assertThat(reader.keys(run, HistoryStream.HISTORY)).isEqualTo(fresh().keys(run, HistoryStream.HISTORY));
        assertThat(reader.keys(run, HistoryStream.EVENTS).keys()).isEmpty();
    }

    private static double[] values(int run) {
        return IntStream.range(0, 30).mapToDouble(row -> row * run).toArray();
    }

    private HistoryId run(int factor) {
        HistoryId history = room.histories.create();
        room.append(history, 0, rows(0, 30, factor));
        return history;
    }

    private static String[] rows(int first, int count, int factor) {
        return IntStream.range(first, first + count)
                .mapToObj(row -> "{\"_step\":" + row + ",\"y\":" + row * factor + "}")
                .toArray(String[]::new);
    }

    private static BucketQuery chart(List<HistoryId> runs) {
        return new BucketQuery(
                HistoryStream.HISTORY,
                "_step",
                500,
                null,
                null,
                false,
                Smoothing.NONE,
                runs.stream().map(run -> new BucketQuery.Series(run, "y", null)).toList());
    }

    private void seal(int rows) {
        room.pass(Duration.ofHours(1));
        room.sealer(new RowGroup.Limits(1_000_000, 1 << 30, rows)).sealDue();
    }

    private HistoryReader fresh() {
        HistoryStore store = counted(HistoryStore.class, room.store);
        BlockCache cache = new BlockCache(store, 64 << 20);
        Segments segments = new Segments(counted(ObjectStore.class, room.objects), cache);
        asked.clear();
        return new MergedHistoryReader(new Views(store, segments, cache));
    }

    private <T> T counted(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
