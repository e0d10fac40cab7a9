package dev.selvedge.storage.sql;

import static dev.selvedge.storage.sql.schema.Tables.ORGANIZATION;
import static dev.selvedge.storage.sql.schema.Tables.RUN_TAG;
import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.platform.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

/** How the server behaves towards a database that others share, and that may go away. */
abstract class SharedDatabaseTest {

    private final TestBackend backend;
    private final Database database;

    SharedDatabaseTest(TestBackend backend) {
        this.backend = backend;
        this.database = backend.open();
    }

    @Test
    void timesAreWhatTheyWereInEveryZone() {
        TimeZone before = TimeZone.getDefault();
        try {
            // half past two does not exist on that day in Berlin, and does twice half a year later
            for (String time : List.of("2026-03-29T02:30:00.123456Z", "2026-10-25T02:30:00Z", "2026-10-25T01:30:00Z")) {
                TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
                Instant written = Instant.parse(time);
                insertOrganization(time, written);
                TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
                assertThat(database.sql()
                                .select(ORGANIZATION.CREATED_AT)
                                .from(ORGANIZATION)
                                .where(ORGANIZATION.NAME.eq(time))
                                .fetchOne(ORGANIZATION.CREATED_AT))
                        .isEqualTo(written);
                assertThat(database.sql()
                                .fetchValue(
                                        "select cast(created_at as char(26)) from organization where name = ?", time))
                        .asString()
                        .startsWith(time.substring(0, 19).replace('T', ' '));
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void aTransactionIsItsStatementsAndNoQuestionsOfTheDriver() {
        database.transactions().inTransaction(() -> {
            long before = statementsSoFar();
            touch("nobody");
            touch("nobody else");
            assertThat(statementsSoFar() - before).isEqualTo(3);
            return null;
        });
    }

    /** Of this connection; the one that asks is counted after it was answered. */
    private long statementsSoFar() {
        return Long.parseLong(
                database.sql().fetchOne("show session status like 'Questions'").get(1, String.class));
    }

    /** Clients repeat for minutes what is answered as an internal error or an outage. */
    @Test
    void whatIsLargerThanTheServerTakesAtOnceIsTheSendersMistake() throws SQLException {
        try (Connection connection = MySqlConnections.open(backend.newAddress(), Map.of("maxAllowedPacket", "70000"))) {
            DSLContext narrow = MySqlConnections.on(connection);
            assertThatThrownBy(() -> narrow.fetch("select length(?)", "x".repeat(200_000)))
                    .isInstanceOfSatisfying(
                            DataAccessException.class,
                            failure -> assertThat(SqlFailures.explained(failure))
                                    .isInstanceOfSatisfying(
                                            Fault.class,
                                            fault -> assertThat(fault.code()).isEqualTo(Fault.Code.TOO_LARGE)));
        }
    }

    @Test
    void itsTablesAreAsLargeAsItSays() {
        assertThat(new TableSizes(database).bytes())
                .containsKeys("organization", "run", "history_chunk")
                .allSatisfy((table, bytes) -> assertThat(bytes).as(table).isPositive());
    }

    @Test
    void transactionsThatMeetEachOtherBothSucceed() throws Exception {
        insertOrganization("a", Instant.EPOCH);
        insertOrganization("b", Instant.EPOCH);
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> forward = () -> touch("a", "b", bothHoldOne);
            Callable<Integer> backward = () -> touch("b", "a", bothHoldOne);
            int attempts = 0;
            for (var done : threads.invokeAll(List.of(forward, backward))) {
                attempts += done.get();
            }
            assertThat(attempts).isGreaterThan(2);
        }
    }

    private int touch(String first, String second, CyclicBarrier bothHoldOne) {
        int[] attempts = {0};
        database.transactions().inTransaction(() -> {
            attempts[0]++;
            touch(first);
            if (attempts[0] == 1) {
                try {
                    bothHoldOne.await();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
            touch(second);
        });
        return attempts[0];
    }

    private void touch(String name) {
        database.sql()
                .update(ORGANIZATION)
                .set(ORGANIZATION.CREATED_AT, Instant.now())
                .where(ORGANIZATION.NAME.eq(name))
                .execute();
    }

    @Test
    void aTextTooLongForItsColumnIsTheSendersMistake() {
        assertThatThrownBy(() -> insertOrganization("a".repeat(161), Instant.EPOCH))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(Fault.Code.INVALID);
                    assertThat(fault).hasMessage("A value is too long: name");
                });
    }

    @Test
    void aConnectionThatDiesInATransactionIsAnOutageAndTheNextOneWorks() {
        assertThatThrownBy(() -> database.transactions().inTransaction(() -> {
                    insertOrganization("half", Instant.EPOCH);
                    long id = ((Number) database.sql().fetchValue("select connection_id()")).longValue();
                    backend.server().execute("kill " + id);
                    insertOrganization("more", Instant.EPOCH);
                }))
                .isInstanceOfSatisfying(Fault.class, SharedDatabaseTest::isPassingTrouble);
        insertOrganization("half", Instant.EPOCH);
    }

    @Test
    void aDatabaseWhoseDiskIsFullIsAnOutage() {
        for (int error : List.of(1021, 1114, 1026, 1180, 1041, 1317)) {
            assertThatThrownBy(() -> database.sql()
                            .execute("signal sqlstate 'HY000' set mysql_errno = " + error
                                    + ", message_text = 'no space'"))
                    .as("error %s", error)
                    .isInstanceOfSatisfying(Fault.class, SharedDatabaseTest::isPassingTrouble);
        }
    }

    @Test
    void aServerThatBecameReadOnlyIsAnOutageAndItsConnectionsAreDropped() throws Exception {
        withOrdinaryAccount(app -> {
            long[] stale = new long[1];
            whileReadOnly(() -> assertThatThrownBy(() -> app.transactions().inTransaction(() -> {
                        stale[0] = connection(app);
                        app.sql().insertInto(RUN_TAG).values(1L, "t", 1).execute();
                    }))
                    .isInstanceOfSatisfying(Fault.class, SharedDatabaseTest::isPassingTrouble)
                    .hasMessageContaining("read-only"));
            awaitEnd(stale[0]);
            assertThat(app.sql().insertInto(RUN_TAG).values(1L, "t", 1).execute())
                    .isOne();
        });
    }

    @Test
    void aServerThatIsReadOnlyIsNotReadyAndStillAnswers() throws Exception {
        withOrdinaryAccount(app -> {
            app.check();
            long before = connection(app);
            whileReadOnly(() -> {
                assertThatThrownBy(app::check)
                        .isInstanceOfSatisfying(
                                Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.UNAVAILABLE))
                        .hasMessageContaining("read-only");
                assertThat(app.sql().fetchCount(ORGANIZATION)).isZero();
                // an account that may write all the same does
                database.check();
            });
            app.check();
            awaitEnd(before);
        });
    }

    private static long connection(Database app) {
        return ((Number) app.sql().fetchValue("select connection_id()")).longValue();
    }

    private interface Use {
        void of(Database app) throws Exception;
    }

    private void withOrdinaryAccount(Use use) throws Exception {
        MySqlAddress address = backend.newAddress();
        String user = "app_" + address.database().replaceAll(".*_", "");
        backend.server()
                .execute(
                        "drop user if exists " + user,
                        "create user " + user + " identified by 'secret'",
                        "grant all on " + address.database() + ".* to " + user);
        MySqlAddress ordinary = new MySqlAddress(address.host(), address.port(), address.database(), user, "secret");
        try (Database app = Database.mysql(ordinary, Duration.ofSeconds(10))) {
            use.of(app);
        } finally {
            backend.server().execute("drop user " + user);
        }
    }

    private void whileReadOnly(Runnable work) {
        backend.server().execute("set global read_only = 1");
        try {
            work.run();
        } finally {
            backend.server().execute("set global read_only = 0");
        }
    }

    /** The pool closes connections on a thread of its own. */
    private void awaitEnd(long connection) throws InterruptedException {
        String question = "select count(*) from information_schema.processlist where id = " + connection;
        for (int i = 0; i < 100 && ((Number) database.sql().fetchValue(question)).longValue() > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(((Number) database.sql().fetchValue(question)).longValue())
                .as("the connection to what became read-only is dropped")
                .isZero();
    }

    @Test
    void aDatabaseThatIsNotThereIsNamedInOneSentenceWithoutThePassword() {
        MySqlAddress nowhere = new MySqlAddress("127.0.0.1", 1, "db", "ada", "hush");
        assertThatThrownBy(() -> Database.mysql(nowhere, Duration.ofMillis(100)))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageStartingWith("The database mysql://ada@127.0.0.1:1/db cannot be reached")
                .hasMessageNotContaining("hush");
    }

    @Test
    void longListsOfTagsAreNotCut() {
        assertThat(database.sql().fetchValue("select @@group_concat_max_len"))
                .asString()
                .isEqualTo("1048576");
    }

    @Test
    void largeTextsAndBytesArePassed() {
        String large = "ü🙂".repeat(3_000_000);
        database.sql()
                .insertInto(USER_ACCOUNT)
                .set(USER_ACCOUNT.USERNAME, "ada")
                .set(USER_ACCOUNT.NAME, "Ada")
                .set(USER_ACCOUNT.FLAGS, large)
                .set(USER_ACCOUNT.CREATED_AT, Instant.EPOCH)
                .execute();
        assertThat(database.sql().select(USER_ACCOUNT.FLAGS).from(USER_ACCOUNT).fetchOne(USER_ACCOUNT.FLAGS))
                .isEqualTo(large);
    }

    static void isPassingTrouble(Fault fault) {
        assertThat(fault.code()).isEqualTo(Fault.Code.UNAVAILABLE);
        assertThat(fault.retryAfter()).isPresent();
    }

    private void insertOrganization(String name, Instant created) {
        database.sql()
                .insertInto(ORGANIZATION)
                .set(ORGANIZATION.NAME, name)
                .set(ORGANIZATION.CREATED_AT, created)
                .execute();
    }
}
