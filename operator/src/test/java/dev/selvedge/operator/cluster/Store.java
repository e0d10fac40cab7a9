package dev.selvedge.operator.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.selvedge.operator.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An S3 server whose buckets are folders of a folder. {@code SELVEDGE_TEST_STORE=versitygw|s3proxy} names the one to take; else it
 * is the first that is there. Neither is built here, which would be minutes.
 */
record Store(Kind kind, Path home) {

    static final String KEY = "test";

    /** Two code bases; where {@code tools/} fetches each, and what lies there. */
    enum Kind {
        VERSITYGW,
        S3PROXY;

        String tool() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Where there is none the test is skipped. */
    static Store chosen() throws Exception {
        String wanted = System.getenv("SELVEDGE_TEST_STORE");
        for (Kind each : Kind.values()) {
            String home = wanted == null || wanted.equals(each.tool()) ? cached(each) : "";
            if (!home.isEmpty()) {
                return new Store(each, Path.of(home));
            }
        }
        assumeTrue(false, "tools/versitygw/fetch.sh or tools/s3proxy/fetch.sh gets an S3 server");
        throw new IllegalStateException();
    }

    private static String cached(Kind kind) throws Exception {
        Path script = Golden.REPOSITORY.resolve("tools").resolve(kind.tool()).resolve("fetch.sh");
        Process process = new ProcessBuilder(script.toString(), "cached").start();
        String path = new String(process.getInputStream().readAllBytes()).strip();
        return process.waitFor() == 0 ? path : "";
    }

    /** @param settings a file that may be written */
    List<String> command(int port, Path data, Path settings) throws IOException {
        return switch (kind) {
            case VERSITYGW ->
                List.of(
                        "env",
                        "ROOT_ACCESS_KEY=" + KEY,
                        "ROOT_SECRET_KEY=" + Backends.PASSWORD,
                        home.toString(),
                        "--port",
                        "127.0.0.1:" + port,
                        "posix",
                        data.toString());
            case S3PROXY -> {
                Files.writeString(settings, """
                        s3proxy.endpoint=http://127.0.0.1:%d
                        s3proxy.authorization=aws-v2-or-v4
                        s3proxy.identity=%s
                        s3proxy.credential=%s
                        jclouds.provider=filesystem-nio2
                        jclouds.filesystem.basedir=%s
                        """.formatted(port, KEY, Backends.PASSWORD, data));
                yield List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        home + "/*",
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString());
            }
        };
    }
}
