package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** Backups are kept for years: what a server of before wrote is put back by this one. See docs/formats/backup.md. */
class BackupFormatTest {

    @TempDir
    private Path folder;

    @Test
    void aFileOfFormatOneIsPutBack() throws Exception {
        Path file = folder.resolve("old.backup");
        try (InputStream in = BackupFormatTest.class.getResourceAsStream("/formats/backup-1.backup")) {
            Files.copy(in, file);
        }
        Path data = folder.resolve("data");
        assertThat(selvedge("backup", "verify", file.toString())).isZero();
        assertThat(selvedge("restore", file.toString(), "--data-dir", data.toString()))
                .isZero();
        try (ServerFixture server = new ServerFixture(data)) {
            JsonNode run = server.run("kept");
            assertThat(run.path("state").asString()).isEqualTo("finished");
            assertThat(run.path("historyLineCount").asInt()).isEqualTo(3);
            // rows and lines stand in the objects that came with it
            assertThat(run.path("history").toString()).contains("sealed");
            assertThat(run.path("logLines").toString()).contains("hello");
        }
    }

    private static int selvedge(String... words) {
        return new CommandLine(dev.selvedge.server.cli.Main.class).execute(words);
    }
}
