package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temporary;

    @Test
    void aFolderOfANewerVersionIsRefusedInOneSentence() throws IOException {
        Files.writeString(temporary.resolve("VERSION"), "99\n");
        assertThatThrownBy(() -> DataFolder.open(temporary))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void aFolderInUseIsRefused() throws IOException {
        try (DataFolder first = DataFolder.open(temporary)) {
            assertThatThrownBy(() -> DataFolder.open(first.path())).hasMessageContaining("in use");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> DataFolder.open(file.resolve("below")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("--data-dir");
    }

    @Test
    void secretsStayTheSameAndDiffer() throws IOException {
        byte[] first;
        try (DataFolder folder = DataFolder.open(temporary)) {
            first = folder.secret("urls");
            assertThat(folder.secret("sessions")).isNotEqualTo(first);
        }
        try (DataFolder folder = DataFolder.open(temporary)) {
            assertThat(folder.secret("urls")).isEqualTo(first).hasSize(32);
        }
    }
}
