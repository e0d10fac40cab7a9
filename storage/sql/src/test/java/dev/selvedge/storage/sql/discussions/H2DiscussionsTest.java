package dev.selvedge.storage.sql.discussions;

import dev.selvedge.storage.sql.TestBackend;

class H2DiscussionsTest extends SqlDiscussionsTest {
    H2DiscussionsTest() {
        super(TestBackend.H2);
    }
}
