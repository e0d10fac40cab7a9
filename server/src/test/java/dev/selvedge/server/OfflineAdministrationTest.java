package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineAdministrationTest {

    @TempDir
    Path folder;

    @Test
    void anAdministratorIsMadeWhereNoServerRuns() {
        assertThat(OfflineAdministration.createAdministrator(folder, "ada")).hasSizeGreaterThan(30);
    }
}
