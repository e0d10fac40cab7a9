package dev.selvedge.storage.sql.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.runs.CrashWatch.Watch;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlCrashWatchTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    @ParameterizedTest
    @EnumSource(TestBackend.class)
    void whatOneServerSavedTheNextOneFinds(TestBackend backend) {
        Database database = backend.open();
        assertThat(new SqlCrashWatch(database).find()).isEmpty();
        new SqlCrashWatch(database).save(new Watch(NOW, NOW, null));
        new SqlCrashWatch(database).save(new Watch(NOW, NOW.plusSeconds(10), null));
        assertThat(new SqlCrashWatch(database).find()).contains(new Watch(NOW, NOW.plusSeconds(10), null));
        new SqlCrashWatch(database).listens(NOW.plusSeconds(15));
        new SqlCrashWatch(database).save(new Watch(NOW, NOW.plusSeconds(20), null));
        assertThat(new SqlCrashWatch(database).find())
                .as("servers that take rows speak for themselves")
                .contains(new Watch(NOW, NOW.plusSeconds(20), NOW.plusSeconds(15)));
    }

    @ParameterizedTest
    @EnumSource(TestBackend.class)
    void aServerMayTakeRowsBeforeAnyLooksForCrashes(TestBackend backend) {
        Database database = backend.open();
        new SqlCrashWatch(database).listens(NOW);
        assertThat(new SqlCrashWatch(database).find()).contains(new Watch(NOW, NOW, NOW));
    }
}
