package dev.selvedge.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.platform.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskReserveTest {

    @TempDir
    Path folder;

    @Test
    void nothingIsWrittenWhereThereIsNoRoomAndItGoesOnOnceThereIs() throws InterruptedException {
        AtomicLong room = new AtomicLong(Long.MAX_VALUE);
        try (Database database = EmbeddedDatabase.open(EmbeddedDatabase.file(folder), new DiskReserve(room::get))) {
            write(database, "create table t (id int primary key)");
            write(database, "insert into t values (1)");

            room.set(DiskReserve.BYTES - 1);
            aMomentPasses();
            assertThatThrownBy(() -> write(database, "insert into t values (2)"))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.UNAVAILABLE))
                    .hasMessageContaining("disk of the database is full")
                    .satisfies(fault -> assertThat(Database.isOutage(fault)).isTrue());
            assertThatThrownBy(database::check).hasMessageContaining("64 MB are left");
            assertThat(database.sql().fetchValue("select count(*) from t")).isEqualTo(1L);

            room.set(DiskReserve.BYTES);
            aMomentPasses();
            assertThatCode(database::check).doesNotThrowAnyException();
            write(database, "insert into t values (3)");
            assertThat(database.sql().fetchValue("select count(*) from t")).isEqualTo(2L);
        }
    }

    private static void write(Database database, String statement) {
        database.transactions().inTransaction(() -> database.sql().execute(statement));
    }

    /** The disk is not looked at for each statement. */
    private static void aMomentPasses() throws InterruptedException {
        Thread.sleep(Duration.ofMillis(150));
    }
}
