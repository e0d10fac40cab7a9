package dev.selvedge.storage.objects.s3;

import org.junit.jupiter.api.BeforeAll;
import org.opentest4j.TestAbortedException;

/** The store that {@code SELVEDGE_TEST_S3} names, {@code s3://key:secret@host:port/bucket}. */
class NamedS3Test extends S3ObjectStoreTest {

    private static S3ObjectStore store;

    @BeforeAll
    static void open() {
        String address = System.getenv("SELVEDGE_TEST_S3");
        if (address == null) {
            throw new TestAbortedException("SELVEDGE_TEST_S3 names no store");
        }
        store = open(address);
    }

    NamedS3Test() {
        super(store);
    }
}
