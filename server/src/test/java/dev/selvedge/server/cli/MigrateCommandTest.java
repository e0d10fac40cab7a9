package dev.selvedge.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.server.DataFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import picocli.CommandLine;

@ExtendWith(OutputCaptureExtension.class)
class MigrateCommandTest {

    @TempDir
    private Path folder;

    private int migrate() {
        return new CommandLine(Main.class).execute("migrate", "--data-dir", folder.toString());
    }

    @Test
    void bringsTheSchemaUpToDateAsOftenAsOneLikes(CapturedOutput output) {
        assertThat(migrate()).isZero();
        assertThat(migrate()).isZero();
        assertThat(output.getOut()).containsPattern("up to date \\([1-9][0-9]+ steps\\)");
    }

    @Test
    void aFolderThatAServerHoldsIsLeftAlone(CapturedOutput output) throws Exception {
        try (DataFolder held = DataFolder.open(folder)) {
            assertThat(migrate()).isEqualTo(1);
        }
        assertThat(output.getErr()).contains("in use by another Selvedge server");
    }
}
