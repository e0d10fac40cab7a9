package dev.selvedge.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WarmUpCommandTest {

    @TempDir
    Path folder;

    @Test
    void everyStepOfTheRehearsalIsAnswered() {
        assertThat(new CommandLine(new WarmUpCommand())
                        .execute("--data-dir", folder.resolve("data").toString()))
                .isZero();
    }
}
