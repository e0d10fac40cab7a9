package dev.selvedge.storage.sql;

import dev.selvedge.platform.Untrusted;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A start that waits for its database says for what: the pool would wait as long without a word. */
final class DatabaseWait {

    private static final Logger log = LoggerFactory.getLogger(DatabaseWait.class);

    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration SAY_AGAIN_AFTER = Duration.ofSeconds(15);

    /** One that accepts connections and says nothing must not take up all of the patience. */
    private static final Map<String, String> BRIEF = Map.of("socketTimeout", "5000");

    private DatabaseWait() {}

    /** Returns when it is there, or when patience is at its end: the pool's own attempt then tells why. */
    static void await(MySqlAddress address, Duration patience) {
        long start = System.nanoTime();
        long told = start;
        String before = "";
        while (true) {
            try {
                MySqlConnections.open(address, BRIEF).close();
                if (!before.isEmpty()) {
                    log.info("The database {} is there", address);
                }
                return;
            } catch (SQLException e) {
                long now = System.nanoTime();
                if (now - start >= patience.toNanos()) {
                    return;
                }
                String why = Untrusted.orElse(e, rootOf(e));
                if (!why.equals(before) || now - told >= SAY_AGAIN_AFTER.toNanos()) {
                    log.warn(
                            "Waiting for the database {} ({}), for {} more seconds",
                            address,
                            why,
                            patience.minusNanos(now - start).toSeconds());
                    told = now;
                    before = why;
                }
                LockSupport.parkNanos(ASK_AGAIN_AFTER.toNanos());
            }
        }
    }

    /** Of what happened at the root, the first line: drivers wrap it, and append their own stack traces. */
    private static String rootOf(SQLException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).strip().lines().findFirst().orElse("no reason was given");
    }
}
