package dev.selvedge.storage.sql;

import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.PreparedStatement;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneWriterTest {

    private final Database database = Database.inMemory("one-writer");
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** A thread for each: on two cores the common pool has one, and who waits in it keeps the others from beginning. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    @Test
    void whoeverWritesWaitsForTheTransactionThatBeganAndReadersDoNot() throws Exception {
        CountDownLatch wrote = new CountDownLatch(1);
        CompletableFuture<Void> first =
                inBackground(() -> database.transactions().inTransaction(() -> {
                    insert("ada");
                    wrote.countDown();
                    await(goOn);
                }));
        await(wrote);
        CompletableFuture<Void> second = inBackground(() -> insert("bob"));
        assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(count()).isZero();
        goOn.countDown();
        second.get(10, TimeUnit.SECONDS);
        first.get(10, TimeUnit.SECONDS);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void whatFailsGivesItsTurnOn() {
        assertThatThrownBy(() -> database.transactions().inTransaction(() -> {
                    insert("ada");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThatThrownBy(() -> database.sql().execute("insert into nowhere values (1)"));
        insert("bob");
        assertThat(count()).isOne();
    }

    @Test
    void transactionsThatNeedTheSameRowsInOppositeOrderDoNotMeet() throws ExecutionException, InterruptedException {
        insert("ada");
        insert("bob");
        List<CompletableFuture<Void>> all = IntStream.range(0, 8)
                .mapToObj(n -> inBackground(() -> {
                    for (int round = 0; round < 20; round++) {
                        database.transactions().inTransaction(() -> {
                            rename(n % 2 == 0 ? "ada" : "bob");
                            Thread.yield(); // the other side shall be in the middle, too
                            rename(n % 2 == 0 ? "bob" : "ada");
                        });
                    }
                }))
                .toList();
        for (CompletableFuture<Void> each : all) {
            each.get();
        }
        assertThat(database.sql().fetchCount(USER_ACCOUNT, USER_ACCOUNT.NAME.eq("....................".repeat(8))))
                .isEqualTo(2);
    }

    @Test
    void lockingARowIsWritingAndAskingIsNot() {
        assertThat(OneWriter.writes("select * from run where id = ?")).isFalse();
        assertThat(OneWriter.writes("with recursive up (id) as (select 1) select id from up"))
                .isFalse();
        assertThat(OneWriter.writes("select * from run where id = ? for update"))
                .isTrue();
        assertThat(OneWriter.writes("select * from job for update skip locked")).isTrue();
        assertThat(OneWriter.writes("BACKUP TO 'x'")).isTrue();
        assertThat(OneWriter.writes("delete from run")).isTrue();
    }

    @Test
    void aRowThatIsLockedAgainIsTheNewestOne() {
        insert("ada");
        for (int round = 0; round < 20; round++) {
            rename("ada");
            assertThat(database.transactions().inTransaction(this::lockedName)).hasSize(round + 1);
            assertThatThrownBy(() -> database.transactions().inTransaction(() -> {
                        String before = lockedName();
                        rename("ada");
                        assertThat(lockedName()).isEqualTo(before + ".");
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
        }
    }

    @Test
    void aStatementThatFailedWorksTheNextTime() {
        insert("ada");
        for (int round = 0; round < 3; round++) {
            assertThatThrownBy(() -> insert("ada")).isInstanceOf(IntegrityConstraintViolationException.class);
            insert("bob" + round);
        }
        assertThat(count()).isEqualTo(4);
    }

    @Test
    void aBatchThatWasNotExecutedIsForgotten() {
        insert("ada");
        String rename = "update user_account set name = ? where username = 'ada'";
        database.sql().connection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(rename)) {
                statement.setString(1, "first");
                statement.addBatch();
            }
            try (PreparedStatement statement = connection.prepareStatement(rename)) {
                statement.setString(1, "second");
                statement.addBatch();
                assertThat(statement.executeBatch()).hasSize(1);
            }
        });
    }

    @Test
    void theTurnIsKeptAfterAStepOfATransactionWasTakenBack() throws Exception {
        CountDownLatch tookBack = new CountDownLatch(1);
        CompletableFuture<Void> first =
                inBackground(() -> database.transactions().inTransaction(() -> {
                    insert("ada");
                    database.sql().connection(connection -> {
                        Savepoint step = connection.setSavepoint();
                        connection.rollback(step);
                    });
                    tookBack.countDown();
                    await(goOn);
                }));
        await(tookBack);
        CompletableFuture<Void> second = inBackground(() -> insert("bob"));
        assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        goOn.countDown();
        second.get(10, TimeUnit.SECONDS);
        first.get(10, TimeUnit.SECONDS);
    }

    @Test
    void onlyWhatChangesOrLocksRowsIsKeptAsItWasParsed() {
        assertThat(KeptStatements.mayKeep("insert into run (id) values (?)")).isTrue();
        assertThat(KeptStatements.mayKeep("update run set state = ? where id = ?"))
                .isTrue();
        assertThat(KeptStatements.mayKeep("select id from run where id = ? for update"))
                .isTrue();
        assertThat(KeptStatements.mayKeep("select id from run where id = ?")).isFalse();
        assertThat(KeptStatements.mayKeep("delete from run where id in (select run_id from run_tag)"))
                .isFalse();
        assertThat(KeptStatements.mayKeep("select id from run where id in (select run_id from run_tag) for update"))
                .isFalse();
    }

    private CompletableFuture<Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, threads);
    }

    private String lockedName() {
        return database.sql()
                .select(USER_ACCOUNT.NAME)
                .from(USER_ACCOUNT)
                .where(USER_ACCOUNT.USERNAME.eq("ada"))
                .forUpdate()
                .fetchSingle()
                .value1();
    }

    private void rename(String username) {
        database.sql()
                .update(USER_ACCOUNT)
                .set(USER_ACCOUNT.NAME, USER_ACCOUNT.NAME.concat("."))
                .where(USER_ACCOUNT.USERNAME.eq(username))
                .execute();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void insert(String username) {
        database.sql()
                .insertInto(USER_ACCOUNT)
                .set(USER_ACCOUNT.USERNAME, username)
                .set(USER_ACCOUNT.NAME, "")
                .set(USER_ACCOUNT.CREATED_AT, Instant.parse("2026-01-01T00:00:00Z"))
                .execute();
    }

    private int count() {
        return database.sql().fetchCount(USER_ACCOUNT);
    }
}
