package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.NewEntity;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.NewProject;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.runs.DeletedRuns;
import dev.selvedge.domain.runs.KeptHistories;
import dev.selvedge.domain.runs.NewRun;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunAbout;
import dev.selvedge.domain.runs.RunArchives;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunHistories;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.people.SqlEntityStore;
import dev.selvedge.storage.sql.projects.SqlProjectStore;
import dev.selvedge.storage.sql.runs.SqlRunArchiveStore;
import dev.selvedge.storage.sql.runs.SqlRunStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is left of a run in tables and in the object store. */
class DeletedRunsTest {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final List<String> TABLES =
            List.of("history_chunk", "history_segment", "history_part", "history_writer_range", "history_garbage");

    private final HistoryFixture room = new HistoryFixture();
    private final RunStore runs = new SqlRunStore(room.database);
    private final ProjectStore projects = new SqlProjectStore(room.database);
    private final RunHistories histories = new KeptHistories(room.histories, room.reader, room.store);
    private final DeletedRuns deleted = new DeletedRuns(
            runs,
            histories,
            new RunArchives(new SqlRunArchiveStore(room.database), histories),
            room.database.transactions(),
            KEPT,
            room.clock);
    private final ProjectId project = project();

    @Test
    void nothingIsLeftOfADeletedRunOnceItsTimeIsOver() {
        Run run = run("r");
        log(run, 0);
        seal();
        // an open end, and rows overwritten since
        log(run, 100);
        room.append(run.history(), 5, "{\"_step\":5,\"x\":-1}");
        room.append(run.history(), HistoryStream.HISTORY, "one of several", 0, List.of("{\"x\":1}"));
        assertThat(objects()).hasSize(3);

        runs.setDeleted(List.of(run.id()), room.clock.instant());
        room.pass(KEPT.minusSeconds(1));
        assertThat(deleted.freeRows()).isZero();
        // restored in time it has all of its rows
        assertThat(room.rows(run.history())).hasSize(201);

        room.pass(Duration.ofSeconds(2));
        assertThat(deleted.freeRows()).isEqualTo(1);
        assertNothingIsLeft();
        assertThat(deleted.freeRows()).isZero();
    }

    @Test
    void aProgramThatStillWritesIsToldAndLeavesNothing() {
        Run run = run("r");
        log(run, 0);
        runs.setDeleted(List.of(run.id()), room.clock.instant());
        room.pass(KEPT.plusSeconds(1));
        deleted.freeRows();
        assertThatThrownBy(() -> log(run, 100)).isInstanceOf(Fault.class).hasMessageContaining("gone");
        assertNothingIsLeft();
    }

    @Test
    void aRunThatIsFreedWhileItIsSealedLeavesNothing() {
        Run run = run("r");
        log(run, 0);
        room.histories.ended(run.history());
        runs.setDeleted(List.of(run.id()), room.clock.instant());
        room.pass(KEPT.plusSeconds(1));
        List<String> put = new ArrayList<>();
        ObjectStore freeing = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(room.objects, arguments);
                        if (method.getName().equals("putIfAbsent")) {
                            put.add((String) arguments[0]);
                            deleted.freeRows();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        assertThat(room.sealer(freeing).sealDue()).isZero();
        assertThat(put).isNotEmpty();
        assertNothingIsLeft();
    }

    @Test
    void theRunsOfADeletedProjectGoWithIt() {
        log(run("a"), 0);
        log(run("b"), 0);
        seal();
        log(run("c"), 0);
        projects.delete(project, room.clock.instant());

        room.pass(KEPT.minusSeconds(1));
        assertThat(deleted.freeRows()).isZero();
        assertThat(objects()).hasSize(6);

        room.pass(Duration.ofSeconds(2));
        assertThat(deleted.freeRows()).isEqualTo(3);
        assertNothingIsLeft();
    }

    @Test
    void rowsThatABranchSharesGoWithTheBranch() {
        Run parent = run("parent");
        log(parent, 0);
        seal();
        HistoryId branch =
                room.database.transactions().inTransaction(() -> room.histories.branch(parent.history(), 49));
        runs.setDeleted(List.of(parent.id()), room.clock.instant());
        room.pass(KEPT.plusSeconds(1));
        assertThat(deleted.freeRows()).isEqualTo(1);
        collect();
        assertThat(room.rows(branch)).hasSize(50);

        histories.delete(branch);
        assertNothingIsLeft();
    }

    private void log(Run run, int from) {
        List<String> rows = IntStream.range(from, from + 100)
                .mapToObj(row -> "{\"_step\":" + row + ",\"x\":" + row + "}")
                .toList();
        room.append(run.history(), HistoryStream.HISTORY, null, from, rows);
        room.append(run.history(), HistoryStream.EVENTS, null, from, rows);
        room.append(run.history(), HistoryStream.OUTPUT, null, from, rows);
    }

    private void seal() {
        room.pass(Duration.ofHours(1));
        room.sealer(RowGroup.Limits.DEFAULT).sealDue();
    }

    private void collect() {
        room.pass(Duration.ofHours(2));
        room.sealer(RowGroup.Limits.DEFAULT).collectGarbage();
    }

    private void assertNothingIsLeft() {
        collect();
        for (String table : TABLES) {
            assertThat(room.database.sql().fetchCount(org.jooq.impl.DSL.table(table)))
                    .as(table)
                    .isZero();
        }
        assertThat(objects()).isEmpty();
    }

    private List<String> objects() {
        return room.objects.list("histories/").map(meta -> meta.key()).toList();
    }

    private Run run(String name) {
        return runs.insert(new NewRun(
                project,
                name,
                1,
                new UserId(1),
                new RunAbout(name, null, null, null, null, null, null, null, null, null),
                List.of(),
                RunState.RUNNING,
                new RunDocuments("{}", "{}", null),
                room.histories.create(),
                new RunCounts(100, 100, 100, 99L),
                null,
                room.clock.instant()));
    }

    private ProjectId project() {
        Entity team = new SqlEntityStore(room.database)
                .insert(new NewEntity("team", Entity.Kind.TEAM, null, null, room.clock.instant()));
        return projects.insert(new NewProject(
                        team.id(),
                        "p",
                        ProjectAccess.PRIVATE,
                        new UserId(1),
                        ProjectAbout.NOTHING,
                        room.clock.instant()))
                .id();
    }
}
