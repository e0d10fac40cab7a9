package dev.selvedge.server.cli;

import dev.selvedge.domain.people.SignUp;
import dev.selvedge.platform.Fault;
import dev.selvedge.server.Role;
import dev.selvedge.server.SelvedgeServer;
import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import dev.selvedge.server.operations.Health;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the server in the foreground and says what to type next. */
@Command(name = "up", description = "Start the server.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(UpCommand.class);

    /**
     * What a start leaves behind is more than what a resting server needs, and the JVM by itself lets a server that has
     * little to do keep it. Collecting takes some 50 ms.
     */
    private static final Executor AFTER_THE_FIRST_REQUESTS = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);

    @Option(
            names = "--data-dir",
            description = "Folder for everything that is kept (default: ${DEFAULT-VALUE}).",
            defaultValue = "selvedge-data")
    private Path dataDir;

    @Option(names = "--port", description = "Port to listen on (default: ${DEFAULT-VALUE}).", defaultValue = "8080")
    private int port;

    @Option(
            names = "--bind",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1")
    private String bind;

    @Option(names = "--host", description = "External URL, as clients and browsers see the server.")
    private String host;

    @Option(
            names = "--roles",
            split = ",",
            description = "What this process does (default: all of ${COMPLETION-CANDIDATES}).",
            paramLabel = "ROLE")
    private Set<Role> roles;

    @Option(names = "--operations-port", description = "Port of /metrics and the probes (default: none).")
    private Integer operationsPort;

    @Override
    public Integer call() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", port);
        properties.put("server.address", bind);
        properties.put("selvedge.data-dir", dataDir);
        if (host != null) {
            properties.put("selvedge.host", host);
        }
        if (roles != null) {
            properties.put("selvedge.roles", roles.stream().map(Role::name).collect(Collectors.joining(",")));
        }
        if (operationsPort != null) {
            properties.put("selvedge.operations.port", operationsPort);
        }
        try {
            ConfigurableApplicationContext server = SelvedgeServer.startAsBuilt(properties);
            whyNotReady(server)
                    .ifPresentOrElse(
                            why -> {
                                log.warn("Selvedge has started and is not ready yet: {}", why);
                                Thread.ofVirtual().name("ready").start(() -> awaitReady(server));
                            },
                            () -> sayReady(server));
            AFTER_THE_FIRST_REQUESTS.execute(System::gc);
        } catch (RuntimeException e) {
            String sentence = sentence(e);
            if (sentence == null) {
                throw e;
            }
            System.err.println(sentence);
            return 1;
        }
        return 0;
    }

    /** Who collects JSON lines has no person at a terminal, and no use for lines that are none. */
    private void sayReady(ConfigurableApplicationContext server) {
        String known = server.getBean(Settings.class).host();
        String url = known.isBlank() ? "http://localhost:" + port : known;
        if (server.getEnvironment().containsProperty("logging.structured.format.console")) {
            log.info("Selvedge is ready: {}", url);
        } else {
            System.out.print(whatNext(url, server.getBean(SignUp.class).needsSetup()));
        }
    }

    private static Optional<String> whyNotReady(ConfigurableApplicationContext server) {
        try {
            server.getBean(Health.class).checkReady();
            return Optional.empty();
        } catch (Fault notYet) {
            return Optional.of(notYet.getMessage());
        }
    }

    private void awaitReady(ConfigurableApplicationContext server) {
        while (server.isActive()) {
            LockSupport.parkNanos(ASK_AGAIN_AFTER.toNanos());
            if (server.isActive() && whyNotReady(server).isEmpty()) {
                sayReady(server);
                return;
            }
        }
    }

    /** What a person types next; {@code needsSetup}: there is no account yet. */
    static String whatNext(String url, boolean needsSetup) {
        String enter = needsSetup ? "sign up (the first account becomes the administrator)" : "sign in";
        return """

                Selvedge is ready: %s

                  1. open %s and %s
                  2. wandb login --relogin --host %s
                  3. run your training script as it is

                """.formatted(url, url, enter, url);
    }

    /** The one sentence that explains a failure a user can mend, or null for what is our own fault. */
    private String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure) {
                return cause.getMessage();
            }
            if (cause instanceof PortInUseException || cause instanceof BindException) {
                return "Port " + port + " on " + bind + " is taken or not allowed; choose another one with --port.";
            }
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return unknown.getUnboundProperties().stream()
                        .map(property -> "There is no setting " + property.getName() + " (" + property.getOrigin()
                                + "); docs/reference/config.md lists them.")
                        .collect(Collectors.joining("\n"));
            }
            if (cause instanceof org.springframework.boot.context.properties.bind.BindException wrong) {
                if (!(wrong.getCause() instanceof UnboundConfigurationPropertiesException)) {
                    return "The setting " + wrong.getName() + " cannot be read: " + rootMessage(wrong);
                }
            }
        }
        return null;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}
