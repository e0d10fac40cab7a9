package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryKeys;
import dev.selvedge.domain.runs.history.HistoryPlacement;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistorySegment;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.SampleSpec;
import dev.selvedge.domain.runs.history.StepRange;
import dev.selvedge.platform.Fault;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SealingTest {

    private static final Duration AGE = Duration.ofMinutes(31);

    private final HistoryFixture room = new HistoryFixture();
    private final HistoryId history = room.histories.create();

    @Test
    void whatClientsLogComesBackAsItWasLogged() {
        List<String> rows = List.of(
                "{\"_step\":0,\"loss\":1,\"a\":{\"b\":1,\"c\":{\"d\":\"x\"}},\"a.b\":2}",
                "{\"_step\":1,\"loss\":0.5,\"a\":{\"b\":null},\"none\":null}",
                "{\"_step\":2,\"loss\":NaN,\"inf\":Infinity,\"ninf\":-Infinity,\"tiny\":1.0E-5}",
                "{\"_step\":3,\"loss\":\"diverged\",\"list\":[1,[2,{\"x\":null}]],\"empty\":{},\"text\":\"\"}",
                "{\"_step\":5,\"img\":{\"_type\":\"image-file\",\"path\":\"p\",\"n\":{\"z\":1}},\"ok\":true}",
                "{\"_step\":6,\"big\":123456789012345678901234567890,\"wide\":9007199254740993,\"huge\":1e999}",
                "{\"_step\":7,\"big\":1,\"wide\":0.5,\"ok\":false,\"a\":7,\"quote\\\"ü\":\"\\u0000\"}",
                "{\"_step\":8}");
        room.append(history, HistoryStream.HISTORY, null, 0, rows);
        seal();
        assertThat(layoutSegments()).hasSize(1);
        assertThat(room.store.layout(history, HistoryStream.HISTORY).chunks()).isEmpty();
        assertThat(HistoryFixture.json(room.rows(history))).isEqualTo(HistoryFixture.json(rows));
    }

    @Test
    void chunksThatAreSealedAreFetchedSomeAtATime() {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < 150; row++) {
            rows.add("{\"_step\":" + row + ",\"loss\":" + row + "}");
            room.append(history, HistoryStream.HISTORY, null, row, rows.subList(row, row + 1));
        }
        AtomicInteger fetches = new AtomicInteger();
        room.database.onStatement(sql -> {
            fetches.addAndGet(sql.contains("payload") && sql.startsWith("select") ? 1 : 0);
            return failure -> {};
        });
        seal();
        room.database.onStatement(null);
        assertThat(fetches).hasValueLessThan(10);
        assertThat(room.rows(history)).hasSize(150);
    }

    @RepeatedTest(12)
    void anyRowsSurviveAnyOrderOfWritingAndSealing(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        RowMaker maker = new RowMaker(random);
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 25; round++) {
            int back = Math.min(expected.size(), random.nextInt(4) == 0 ? random.nextInt(30) : 0);
            int offset = expected.size() - back;
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(40); i++) {
                String row = maker.row(offset + i);
                lines.add(row);
                if (offset + i < expected.size()) {
                    expected.set(offset + i, row);
                } else {
                    expected.add(row);
                }
            }
            room.append(history, HistoryStream.HISTORY, null, offset, lines);
            if (random.nextInt(3) == 0) {
                if (random.nextInt(3) == 0) {
                    room.histories.ended(history);
                }
                room.pass(AGE);
                room.sealer(new RowGroup.Limits(300, 1 << 20, 1_000)).sealDue();
            }
            assertThat(HistoryFixture.json(room.rows(history)))
                    .as("round %d", round)
                    .isEqualTo(HistoryFixture.json(expected));
        }
    }

    @Test
    void everyQuestionHasTheSameAnswerBeforeAndAfterSealing() {
        RowMaker maker = new RowMaker(new Random(7));
        List<String> rows = new ArrayList<>();
        for (int step = 0; step < 500; step++) {
            rows.add(maker.row(step));
        }
        for (int from = 0; from < 500; from += 50) {
            room.append(history, HistoryStream.HISTORY, null, from, rows.subList(from, from + 50));
        }
        HistoryReader before = room.freshReader();
        List<String> sample = before.sampledKeys(history, HistoryStream.HISTORY, spec("_step", "loss"));
        HistoryKeys keys = before.keys(history, HistoryStream.HISTORY);
        long upTo = before.rowsUpTo(history, 123);
        seal();
        HistoryReader after = room.freshReader();
        assertThat(layoutSegments()).hasSizeGreaterThan(3);
        assertThat(HistoryFixture.json(after.sampledKeys(history, HistoryStream.HISTORY, spec("_step", "loss"))))
                .isEqualTo(HistoryFixture.json(sample));
        assertThat(after.keys(history, HistoryStream.HISTORY)).isEqualTo(keys);
        assertThat(after.rowsUpTo(history, 123)).isEqualTo(upTo);
        assertThat(room.rows(history, new StepRange(100, 110))).hasSize(10);
    }

    @Test
    void ofTwoValuesUnderOneKeyTheSameIsSeenBeforeAndAfterSealing() {
        room.append(history, 0, "{\"_step\":0,\"a.b\":1,\"c\":{\"d\":1}}");
        room.append(history, 1, "{\"_step\":1,\"a\":{\"b\":2},\"a.b\":3,\"c.d\":3,\"c\":{\"d\":2}}");
        List<String> live = room.freshReader().sampledKeys(history, HistoryStream.HISTORY, spec("a.b", "c.d"));
        assertThat(live).containsExactly("{\"a.b\":1,\"c.d\":1}", "{\"a.b\":3,\"c.d\":3}");
        HistoryKeys keys = room.freshReader().keys(history, HistoryStream.HISTORY);
        assertThat(keys.keys().get("a.b").typeCounts()).isEqualTo(Map.of("number", 2L));
        seal();
        assertThat(room.freshReader().keys(history, HistoryStream.HISTORY)).isEqualTo(keys);
        assertThat(room.freshReader().sampledKeys(history, HistoryStream.HISTORY, spec("a.b", "c.d")))
                .isEqualTo(live);
    }

    @Test
    void aLiveRunIsNotShownAsFilesAndAnEndedOneIs() {
        room.append(history, 0, "{\"_step\":0}", "{\"_step\":1}");
        room.pass(AGE);
        seal(RowGroup.Limits.DEFAULT);
        assertThat(room.reader.parquetObjects(history)).as("it may still grow").isEmpty();
        room.append(history, 2, "{\"_step\":2}");
        room.histories.ended(history);
        room.pass(Duration.ofSeconds(3));
        seal(RowGroup.Limits.DEFAULT);
        List<String> shown = room.reader.parquetObjects(history);
        assertThat(shown).hasSize(1);

        room.append(history, 3, "{\"_step\":3}");
        assertThat(room.reader.parquetObjects(history))
                .as("rows are outside of files")
                .isEmpty();
        room.histories.ended(history);
        room.pass(Duration.ofSeconds(3));
        seal(RowGroup.Limits.DEFAULT);
        assertThat(room.reader.parquetObjects(history)).hasSize(2).startsWith(shown.getFirst());
    }

    @Test
    void sealingGivesWayToRequestsForAWhile() {
        HistoryId other = room.histories.create();
        for (HistoryId run : List.of(history, other)) {
            room.append(run, 0, "{\"_step\":0}");
            room.histories.ended(run);
        }
        room.pass(Duration.ofSeconds(3));
        Sealer busy = room.sealer(RowGroup.Limits.DEFAULT, () -> false);
        assertThat(busy.sealDue()).isZero();

        AtomicInteger asked = new AtomicInteger();
        Sealer soonBusy = room.sealer(RowGroup.Limits.DEFAULT, () -> asked.getAndIncrement() == 0);
        assertThat(soonBusy.sealDue()).as("one before the request came").isEqualTo(1);

        room.pass(Sealer.PUT_OFF);
        assertThat(busy.sealDue()).as("it has waited for long").isPositive();
        for (HistoryId run : List.of(history, other)) {
            assertThat(room.reader.parquetObjects(run)).hasSize(1);
        }
    }

    @Test
    void filesInWhichAValueStandsAsTextAreNotShown() {
        for (String value : List.of("{\"_type\":\"image-file\",\"path\":\"a.png\"}", "[1,2]", "{}", "\"warm-up\"")) {
            HistoryId other = room.histories.create();
            room.append(other, 0, "{\"_step\":0,\"a\":1}", "{\"_step\":1,\"a\":" + value + "}");
            room.histories.ended(other);
            room.pass(AGE);
            seal(RowGroup.Limits.DEFAULT);
            assertThat(room.reader.parquetObjects(other)).as(value).isEmpty();
            assertThat(room.rows(other)).last().isEqualTo("{\"_step\":1,\"a\":" + value + "}");
        }
    }

    @Test
    void theSameRowsUploadedAgainChangeNoFileAndOtherRowsWithdrawThem() {
        room.append(history, 0, "{\"_step\":0,\"a\":1}", "{\"_step\":1,\"a\":2}");
        end();
        List<String> shown = room.reader.parquetObjects(history);
        room.append(history, 0, "{\"_step\":0,\"a\":1}", "{\"_step\":1,\"a\":2}");
        end();
        assertThat(room.reader.parquetObjects(history)).isEqualTo(shown).hasSize(1);
        room.append(history, 1, "{\"_step\":1,\"a\":3}");
        end();
        assertThat(room.reader.parquetObjects(history)).isEmpty();
        assertThat(room.rows(history)).containsExactly("{\"_step\":0,\"a\":1}", "{\"_step\":1,\"a\":3}");
    }

    @Test
    void aBranchReadsTheSealedRowsOfItsParent() {
        room.append(history, 0, "{\"_step\":0,\"a\":1}", "{\"_step\":1,\"a\":2}", "{\"_step\":2,\"a\":3}");
        end();
        HistoryId fork = room.database.transactions().inTransaction(() -> room.histories.branch(history, 1));
        room.append(fork, 2, "{\"_step\":2,\"a\":9}");
        room.histories.ended(fork);
        room.pass(AGE);
        seal();
        assertThat(room.rows(fork))
                .containsExactly("{\"_step\":0,\"a\":1}", "{\"_step\":1,\"a\":2}", "{\"_step\":2,\"a\":9}");
        assertThat(room.reader.keys(fork, HistoryStream.HISTORY).keys().get("a").typeCounts())
                .containsEntry("number", 3L);
        assertThat(room.reader.parquetObjects(fork)).isEmpty();
        room.histories.delete(history);
        assertThat(room.rows(fork)).hasSize(3);
        room.histories.delete(fork);
        room.pass(Duration.ofHours(2));
        room.sealer(RowGroup.Limits.DEFAULT).collectGarbage();
        assertThat(keysIn("histories/")).isEmpty();
    }

    @Test
    void smallSegmentsOfARunResumedOftenBecomeOne() {
        resume(20);
        assertThat(layoutSegments().size()).isLessThan(9);
        assertThat(HistoryFixture.json(room.rows(history))).hasSize(40);
        assertThat(room.rows(history).getLast()).contains("\"_step\":39");
        assertThat(room.store.unreferencedObjects(Instant.parse("2030-01-01T00:00:00Z"), 100))
                .isNotEmpty();
    }

    @Test
    void segmentsThatClientsKnowByTheirPlaceAreNotJoined() {
        resume(3);
        List<String> shown = room.reader.parquetObjects(history);
        assertThat(shown).hasSize(3);
        resume(20);
        assertThat(room.reader.parquetObjects(history)).hasSize(23).startsWith(shown.toArray(String[]::new));
    }

    /** Two rows each time, sealed because the run ended. */
    private void resume(int times) {
        for (int i = 0; i < times; i++) {
            long row = room.store
                    .state(history, HistoryStream.HISTORY)
                    .orElseThrow()
                    .rows();
            room.append(history, row, "{\"_step\":" + row + "}", "{\"_step\":" + (row + 1) + "}");
            end();
        }
    }

    @Test
    void consoleLinesAreSealedAndRewrittenLikeRows() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            lines.add("line " + i);
        }
        room.append(history, HistoryStream.OUTPUT, null, 0, lines);
        room.append(history, HistoryStream.OUTPUT, null, 20_005, List.of("after a gap"));
        end();
        room.append(history, HistoryStream.OUTPUT, null, 20_002, List.of("in the gap"));
        room.append(history, HistoryStream.OUTPUT, null, 7, List.of("again"));
        end();
        assertThat(room.store.layout(history, HistoryStream.OUTPUT).chunks()).isEmpty();
        HistoryReader fresh = room.freshReader();
        assertThat(fresh.linesAfter(history, 6L, 2).lines()).extracting("line").containsExactly("again", "line 8");
        assertThat(fresh.lastLines(history, 3).lines())
                .extracting("line")
                .containsExactly("line 19999", "in the gap", "after a gap");
        assertThat(fresh.linesAfter(history, null, 100_000).lines()).hasSize(20_002);
    }

    /** As a laptop does that is closed: what it wrote before may be garbage by now. */
    @Test
    void aSealerThatSleptBeforeItsCommitSealsAnew() {
        room.append(history, 0, "{\"_step\":0}");
        room.histories.ended(history);
        room.pass(AGE);
        ObjectStore sleepy = (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    Object made = method.invoke(room.objects, arguments);
                    if (method.getName().equals("putIfAbsent")) {
                        room.pass(Duration.ofHours(2));
                        room.sealer(RowGroup.Limits.DEFAULT).collectGarbage();
                    }
                    return made;
                });
        assertThat(room.sealer(sleepy).sealDue()).isZero();
        assertThat(room.rows(history)).hasSize(1);

        assertThat(room.sealer(RowGroup.Limits.DEFAULT).sealDue()).isPositive();
        assertThat(layoutSegments()).hasSize(1);
        assertThat(room.rows(history)).hasSize(1);
    }

    @Test
    void aSealerThatDiedBeforeItsCommitLeavesOnlyGarbage() {
        room.append(history, 0, "{\"_step\":0}");
        room.histories.ended(history);
        room.pass(AGE);
        Sealer killed = new Sealer(
                new DyingStore(room.store),
                room.objects,
                HistoryPlacement.HOME,
                room.segments,
                room.cache,
                RowGroup.Limits.DEFAULT,
                () -> true,
                clock());
        killed.sealDue();
        assertThat(keysIn("histories/")).hasSize(1);
        assertThat(room.rows(history)).hasSize(1);
        room.pass(Duration.ofHours(2));
        seal();
        assertThat(room.rows(history)).hasSize(1);
        room.sealer(RowGroup.Limits.DEFAULT).collectGarbage();
        assertThat(keysIn("histories/"))
                .containsExactlyElementsOf(
                        layoutSegments().stream().map(HistorySegment::key).toList());
    }

    @Test
    void damageIsNamedAndStaysInItsSegment() throws Exception {
        for (int i = 0; i < 4; i++) {
            room.append(history, i, "{\"_step\":" + i + ",\"a\":\"" + "x".repeat(2_000) + i + "\"}");
        }
        room.histories.ended(history);
        room.pass(AGE);
        seal(new RowGroup.Limits(2, 1 << 20, 1));
        String damaged = layoutSegments().get(1).key();
        byte[] bytes = room.objects.get(damaged).readAllBytes();
        room.objects.put(damaged, new ByteArrayInputStream(bytes, 0, bytes.length / 2), -1);
        assertThatThrownBy(() -> room.rows(history))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("rows 1 to 1 cannot be read")
                .hasMessageContaining(damaged);
        assertThat(room.rows(history, new StepRange(2, 4))).hasSize(2);
    }

    @Test
    void aHundredThousandKeysAndTenThousandInARowAreSealed() {
        for (int row = 0; row < 10; row++) {
            StringBuilder line = new StringBuilder("{\"_step\":" + row);
            for (int key = 0; key < 10_000; key++) {
                line.append(",\"k").append(row * 10_000 + key).append("\":").append(key * 0.5);
            }
            room.append(history, row, line.append('}').toString());
        }
        room.histories.ended(history);
        room.pass(AGE);
        seal(RowGroup.Limits.DEFAULT);
        HistoryReader fresh = room.freshReader();
        assertThat(fresh.keys(history, HistoryStream.HISTORY).keys()).hasSize(100_001);
        assertThat(fresh.sampledKeys(history, HistoryStream.HISTORY, spec("_step", "k99999")))
                .containsExactly("{\"_step\":9,\"k99999\":4999.5}");
    }

    @Test
    void rowsWithoutAnyKeyAreSealed() {
        room.append(history, HistoryStream.EVENTS, null, 0, List.of("{}", "{}"));
        room.append(history, HistoryStream.HISTORY, null, 0, List.of("{}"));
        end();
        assertThat(room.store.layout(history, HistoryStream.EVENTS).segments()).hasSize(1);
        assertThat(layoutSegments()).hasSize(1);
        List<String> rows = new ArrayList<>();
        room.freshReader().rows(history, HistoryStream.EVENTS, StepRange.ALL, rows::add);
        assertThat(rows).containsExactly("{}", "{}");
    }

    private Clock clock() {
        return Clock.fixed(Instant.parse("2026-03-01T10:40:00Z"), ZoneOffset.UTC);
    }

    private List<String> keysIn(String prefix) {
        return room.objects.list(prefix).map(meta -> meta.key()).toList();
    }

    private void end() {
        room.histories.ended(history);
        room.pass(Duration.ofSeconds(3));
        seal(RowGroup.Limits.DEFAULT);
    }

    private void seal() {
        room.pass(AGE);
        seal(new RowGroup.Limits(1_000, 1 << 20, 100));
    }

    private void seal(RowGroup.Limits limits) {
        assertThat(room.sealer(limits).sealDue()).isPositive();
    }

    private List<HistorySegment> layoutSegments() {
        return room.store.layout(history, HistoryStream.HISTORY).segments();
    }

    private static SampleSpec spec(String... keys) {
        return new SampleSpec(List.of(keys), 50, StepRange.ALL);
    }
}
