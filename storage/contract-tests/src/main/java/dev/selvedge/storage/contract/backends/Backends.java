package dev.selvedge.storage.contract.backends;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** What the tests' servers have in common. */
public final class Backends {

    /** Exit status of the scripts below {@code tools/} for "not on this machine". */
    private static final int IMPOSSIBLE = 3;

    private Backends() {}

    /** A missing backend skips the test, or fails it where {@code SELVEDGE_REQUIRE} names the backend. */
    public static RuntimeException missing(String backend, String reason) {
        String required = System.getenv().getOrDefault("SELVEDGE_REQUIRE", "");
        if (Arrays.asList(required.split("\\s*,\\s*")).contains(backend)) {
            throw new AssertionError("SELVEDGE_REQUIRE names " + backend + ", but: " + reason);
        }
        return new TestAbortedException(backend + " is not here: " + reason);
    }

    /** A program that a script below {@code tools/} keeps in the user's cache; missing where it was never fetched. */
    public static Path cached(String backend, String program, String script) {
        String named = System.getenv("XDG_CACHE_HOME");
        Path caches = named == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        Path found = caches.resolve("selvedge").resolve(program);
        if (!Files.exists(found)) {
            throw missing(backend, "it is not in the cache, see " + script);
        }
        return found;
    }

    /** Ends what was begun: where a backend is missing, nothing was, and the test is skipped instead of failing here. */
    public static void close(AutoCloseable... begun) {
        for (AutoCloseable each : begun) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The file of that path in the repository, looked for from the working folder upwards. */
    public static Path inRepository(String path) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(path))) {
                return folder.resolve(path);
            }
        }
        throw new AssertionError(path + " is not above " + Path.of("").toAbsolutePath());
    }

    /** Runs a script of {@code tools/} to its end. */
    static void run(String backend, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("backend", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end");
            }
            String said = Files.readString(output).strip();
            Files.delete(output);
            if (process.exitValue() == IMPOSSIBLE) {
                throw missing(backend, said.lines().reduce("", (before, line) -> line));
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(command + ": " + said);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException ignored) {
            // a temporary folder that stays does no harm
        }
    }
}
