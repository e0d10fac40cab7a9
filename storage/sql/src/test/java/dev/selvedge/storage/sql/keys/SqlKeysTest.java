package dev.selvedge.storage.sql.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlKeysTest {

    @ParameterizedTest
    @EnumSource(TestBackend.class)
    void serversThatAskAtOnceGetTheSameKeyAndOtherNamesOthers(TestBackend backend) throws Exception {
        Database database = backend.open();
        try (var servers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> ask =
                    () -> HexFormat.of().formatHex(new SqlKeys(database, Clock.systemUTC()).secret("urls"));
            var answers =
                    servers.invokeAll(IntStream.range(0, 8).mapToObj(i -> ask).toList());
            String first = answers.getFirst().get();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(first).hasSize(64);
            }
            assertThat(new SqlKeys(database, Clock.systemUTC()).secret("sessions"))
                    .isNotEqualTo(HexFormat.of().parseHex(first));
        }
    }
}
