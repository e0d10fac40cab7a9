package dev.selvedge.server.cli;

import dev.selvedge.domain.people.Administrators;
import dev.selvedge.domain.runs.history.Histories;
import dev.selvedge.server.SelvedgeServer;
import dev.selvedge.storage.history.Sealer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A short start in a scratch folder while the JVM records its AOT cache: what runs here is loaded, linked and profiled
 * in advance for every later start.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {

    private static final String NAME = "rehearsal";

    /** Classes are loaded in the first; the others tell the profile which methods are busy. */
    private static final int ROUNDS = 10;

    @Option(names = "--data-dir", required = true)
    private Path dataDir;

    @Override
    public Integer call() throws Exception {
        try (var context = SelvedgeServer.startAsBuilt(
                // whatever the environment names, nothing but the scratch folder is touched
                Map.of(
                        "server.port",
                        0,
                        "server.address",
                        "127.0.0.1",
                        "selvedge.data-dir",
                        dataDir,
                        "selvedge.mode",
                        "embedded",
                        "selvedge.database.url",
                        "",
                        "selvedge.database.host",
                        "",
                        "selvedge.redis.url",
                        "",
                        "selvedge.redis.host",
                        "",
                        "selvedge.objects.bucket",
                        "",
                        "selvedge.tracing.endpoint",
                        ""))) {
            int port = ((WebServerApplicationContext) context).getWebServer().getPort();
            String key = context.getBean(Administrators.class).create(NAME);
            RehearsalClient client = new RehearsalClient("http://127.0.0.1:" + port, key);
            for (String path : new String[] {"/", "/ready", "/api/session"}) {
                client.look(path);
            }
            Rehearsal rehearsal = new Rehearsal(client, NAME);
            for (int round = 0; round < ROUNDS; round++) {
                rehearsal.play(round);
            }
            rehearsal.charts().log();
            // they are due once nobody expects more rows of them
            Thread.sleep(Histories.SealPolicy.DEFAULT.afterEnd());
            context.getBean(Sealer.class).sealDue();
            rehearsal.charts().look();
            for (int round = 0; round < ROUNDS; round++) {
                rehearsal.lookBack(round, ROUNDS);
            }
        }
        return 0;
    }
}
