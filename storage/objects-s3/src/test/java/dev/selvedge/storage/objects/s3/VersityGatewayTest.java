package dev.selvedge.storage.objects.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.storage.contract.backends.Backends;
import dev.selvedge.storage.contract.backends.S3Server;
import dev.selvedge.storage.objects.remote.BucketDoctor;
import dev.selvedge.storage.objects.remote.BucketDoctor.Finding;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A gateway to a folder, in Go. */
class VersityGatewayTest extends S3ObjectStoreTest {

    private static final String PAGES = "https://pages.example.org";

    private static S3Server server;
    private static S3ObjectStore store;

    @BeforeAll
    static void start() {
        server = S3Server.versity();
        store = open(server.address());
    }

    @AfterAll
    static void stop() {
        Backends.close(store, server);
    }

    VersityGatewayTest() {
        super(store);
    }

    private static List<Finding> examine(String origin) {
        return BucketDoctor.examine(store, origin);
    }

    @Test
    void theDoctorMissesTheCorsRulesAndOnceTheyAreSetNothing() throws Exception {
        List<Finding> before = examine(PAGES);
        assertThat(before)
                .filteredOn(finding -> finding.trouble().isPresent())
                .extracting(Finding::what)
                .containsExactly("pages may upload (CORS)", "pages may download (CORS)");
        assertThat(before.get(6).trouble().orElseThrow()).contains(PAGES).contains("--set-cors");
        store.allowOrigin(PAGES);
        assertThat(examine(PAGES))
                .allSatisfy(finding -> assertThat(finding.trouble()).isEmpty());
        assertThat(examine("https://elsewhere.example.org"))
                .filteredOn(finding -> finding.trouble().isPresent())
                .hasSize(2);
        assertThat(store.list("doctor/")).isEmpty();
    }
}
