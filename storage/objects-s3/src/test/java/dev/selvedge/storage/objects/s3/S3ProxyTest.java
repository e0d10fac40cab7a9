package dev.selvedge.storage.objects.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.storage.contract.backends.Backends;
import dev.selvedge.storage.contract.backends.S3Server;
import dev.selvedge.storage.objects.remote.BucketDoctor;
import dev.selvedge.storage.objects.remote.BucketDoctor.Finding;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Another code base, in Java. */
class S3ProxyTest extends S3ObjectStoreTest {

    private static final String PAGES = "https://pages.example.org";

    private static S3Server server;
    private static S3ObjectStore store;

    @BeforeAll
    static void start() {
        server = S3Server.s3Proxy();
        store = open(server.address());
    }

    @AfterAll
    static void stop() {
        Backends.close(store, server);
    }

    S3ProxyTest() {
        super(store);
    }

    @Override
    protected boolean refusesPartsOfAbortedUploads() {
        return false;
    }

    private static List<Finding> examine(String origin) {
        return BucketDoctor.examine(store, origin);
    }

    @Test
    void theDoctorFindsItFitWhereItsSettingsAllowThePages() throws Exception {
        assertThat(examine(PAGES))
                .allSatisfy(finding -> assertThat(finding.trouble()).isEmpty());
        assertThat(examine(""))
                .hasSize(7)
                .allSatisfy(finding -> assertThat(finding.trouble()).isEmpty());
        // it knows no such request, and says so
        assertThatThrownBy(() -> store.allowOrigin(PAGES)).isInstanceOf(IOException.class);
    }
}
