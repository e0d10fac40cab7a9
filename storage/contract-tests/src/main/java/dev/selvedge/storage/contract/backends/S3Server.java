package dev.selvedge.storage.contract.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An S3 server of a test's own that checks signatures, with one empty bucket. */
public final class S3Server implements AutoCloseable {

    public static final String KEY = "tests";
    public static final String SECRET = "secret/of+the tests";
    public static final String BUCKET = "objects";

    private final Path folder;
    private final int port;
    private final ServerProcess process;

    private S3Server(Path folder, int port, List<String> command) {
        this.folder = folder;
        this.port = port;
        try {
            this.process = ServerProcess.start(folder, port, command);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A gateway to a folder: checks signatures and checksums, knows CORS rules of a bucket. */
    public static S3Server versity() {
        Path program = Backends.cached("s3", "versitygw-1.8.0/versitygw", "tools/versitygw/fetch.sh");
        Path folder = folder();
        int port = Backends.freePort();
        return new S3Server(
                folder,
                port,
                List.of(
                        "env",
                        "ROOT_ACCESS_KEY=" + KEY,
                        "ROOT_SECRET_KEY=" + SECRET,
                        program.toString(),
                        "--port",
                        "127.0.0.1:" + port,
                        "posix",
                        folder.resolve("data").toString()));
    }

    /** Another code base, in Java: checks signatures, has no CORS rules of a bucket but those of its settings. */
    public static S3Server s3Proxy() {
        Path jars = Backends.cached("s3", "s3proxy-4.1.0/complete", "tools/s3proxy/fetch.sh")
                .getParent();
        Path folder = folder();
        int port = Backends.freePort();
        try {
            Files.writeString(folder.resolve("settings"), """
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.authorization=aws-v2-or-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    s3proxy.cors-allow-origins=https://pages.example.org
                    s3proxy.cors-allow-methods=GET HEAD PUT
                    s3proxy.cors-allow-headers=content-md5 content-type
                    jclouds.provider=filesystem-nio2
                    jclouds.filesystem.basedir=%s
                    """.formatted(port, KEY, SECRET, folder.resolve("data")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new S3Server(
                folder,
                port,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        jars + "/*",
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        folder.resolve("settings").toString()));
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("selvedge-s3");
            Files.createDirectories(folder.resolve("data").resolve(BUCKET));
            return folder;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Its bucket, as settings name it. */
    public String address() {
        return "s3://" + KEY + ":"
                + SECRET.replace("+", "%2B").replace("/", "%2F").replace(" ", "%20") + "@127.0.0.1:" + port + "/"
                + BUCKET + "?region=us-east-1";
    }

    @Override
    public void close() {
        process.close();
        Backends.delete(folder);
    }
}
