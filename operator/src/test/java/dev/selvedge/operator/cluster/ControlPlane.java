package dev.selvedge.operator.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/** etcd, kube-apiserver, kube-scheduler and kube-controller-manager on loopback, ended by their process ids. */
final class ControlPlane implements AutoCloseable {

    static final String VERSION = System.getenv().getOrDefault("SELVEDGE_KUBERNETES_VERSION", "1.37.2");
    private static final List<String> PROGRAMS =
            List.of("etcd", "kube-apiserver", "kube-scheduler", "kube-controller-manager");

    private final Path folder;
    private final Path programs;
    private final Deque<Process> processes = new ConcurrentLinkedDeque<>();
    private final Set<Integer> given = new HashSet<>();
    private final int port;

    private ControlPlane(Path folder, Path programs) throws IOException {
        this.folder = folder;
        this.programs = programs;
        this.port = free();
    }

    static Path programs() {
        return programs(VERSION);
    }

    static Path programs(String version) {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return home.resolve("selvedge/kubernetes-" + version);
    }

    static boolean available() {
        return PROGRAMS.stream().allMatch(each -> Files.isExecutable(programs().resolve(each)));
    }

    static boolean apiAvailable(String version) {
        return PROGRAMS.subList(0, 2).stream()
                .allMatch(each -> Files.isExecutable(programs(version).resolve(each)));
    }

    static ControlPlane start(Path folder) throws Exception {
        return start(new ControlPlane(folder, programs()), true);
    }

    /** Nothing is scheduled, no Deployment gets pods: what is written is checked and kept. */
    static ControlPlane apiAlone(Path folder, String version) throws Exception {
        return start(new ControlPlane(folder, programs(version)), false);
    }

    private static ControlPlane start(ControlPlane plane, boolean whole) throws Exception {
        // also when the tests are cut off
        Runtime.getRuntime().addShutdownHook(new Thread(() -> plane.processes.forEach(Process::destroy)));
        try {
            plane.startApi();
            if (whole) {
                plane.startControllers();
            }
        } catch (Exception e) {
            plane.close();
            throw e;
        }
        return plane;
    }

    private void startApi() throws Exception {
        int etcd = free();
        int peers = free();
        run(
                "etcd",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + http(etcd),
                "--advertise-client-urls=" + http(etcd),
                "--listen-peer-urls=" + http(peers),
                "--initial-advertise-peer-urls=" + http(peers),
                "--initial-cluster=default=" + http(peers),
                "--unsafe-no-fsync=true");
        keys();
        Files.writeString(
                folder.resolve("tokens.csv"),
                "admin,admin,admin,system:masters\noperator,operator,operator\nlimited,limited,limited\n");
        run(
                "kube-apiserver",
                "--etcd-servers=" + http(etcd),
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + folder.resolve("certs"),
                "--service-account-key-file=" + folder.resolve("sa.pub"),
                "--service-account-signing-key-file=" + folder.resolve("sa.key"),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--service-cluster-ip-range=10.96.0.0/16",
                // so that a toleration of the pods' own decides how soon a lost node is left
                "--default-not-ready-toleration-seconds=300",
                "--disable-admission-plugins=ServiceAccount");
        waitUntilReady();
    }

    private void startControllers() throws IOException {
        Path config = kubeconfig("admin");
        run(
                "kube-scheduler",
                "--kubeconfig=" + config,
                "--leader-elect=false",
                "--secure-port=" + free(),
                "--bind-address=127.0.0.1");
        run(
                "kube-controller-manager",
                "--kubeconfig=" + config,
                "--leader-elect=false",
                "--secure-port=" + free(),
                "--bind-address=127.0.0.1",
                "--service-account-private-key-file=" + folder.resolve("sa.key"),
                "--node-monitor-period=1s",
                "--node-monitor-grace-period=8s");
    }

    private static String http(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** Of the range that SELVEDGE_TEST_PORTS names ({@code 24000-24099}), else any; none twice. */
    int free() throws IOException {
        String range = System.getenv("SELVEDGE_TEST_PORTS");
        int next = range == null ? 0 : Integer.parseInt(range.split("-", 2)[0]);
        for (; ; next = range == null ? 0 : next + 1) {
            try (ServerSocket socket = new ServerSocket(next)) {
                if (given.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException taken) {
                if (range == null) {
                    throw taken;
                }
            }
        }
    }

    private void keys() throws Exception {
        Path key = folder.resolve("sa.key");
        ended(new ProcessBuilder("openssl", "genrsa", "-out", key.toString(), "2048"));
        ended(new ProcessBuilder(
                "openssl",
                "rsa",
                "-in",
                key.toString(),
                "-pubout",
                "-out",
                folder.resolve("sa.pub").toString()));
    }

    private static void ended(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(builder.command() + " failed");
        }
    }

    private void run(String program, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(options));
        processes.push(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".log").toFile())
                .start());
    }

    String address() {
        return "https://127.0.0.1:" + port;
    }

    /** What it shows, with the authority that signed it. */
    Path certificate() {
        return folder.resolve("certs/apiserver.crt");
    }

    /** For a program of its own; users as for {@link #client}. */
    Path kubeconfig(String user) throws IOException {
        Path file = folder.resolve("kubeconfig-" + user);
        Files.writeString(file, """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
                users: [{name: user, user: {token: %s}}]
                contexts: [{name: test, context: {cluster: test, user: user}}]
                current-context: test
                """.formatted(port, user));
        return file;
    }

    private void waitUntilReady() throws Exception {
        try (KubernetesClient client = client("admin")) {
            Eventually.within(Duration.ofSeconds(90), () -> {
                if (!processes.peek().isAlive()) {
                    throw new IllegalStateException(Files.readString(folder.resolve("kube-apiserver.log")));
                }
                try {
                    // the controller manager gives up on one that is not healthy within ten seconds
                    return client.namespaces().withName("default").get() != null && "ok".equals(client.raw("/healthz"));
                } catch (KubernetesClientException notYet) {
                    return false;
                }
            });
        }
    }

    /** @param user {@code admin}, {@code operator}, or {@code limited}, who has no right of its own */
    KubernetesClient client(String user) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:" + port)
                .withTrustCerts(true)
                .withOauthToken(user)
                .withRequestRetryBackoffLimit(1)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public void close() throws Exception {
        while (!processes.isEmpty()) {
            Process process = processes.pop();
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
