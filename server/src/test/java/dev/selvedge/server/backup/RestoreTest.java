package dev.selvedge.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {

    @Test
    void aDrillUnpacksWhereNobodyElseLooks(@TempDir Path shared) throws Exception {
        Path folder = shared.resolve("a/drill");
        Restore.makeForUsAlone(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        // nor into a folder that somebody else has put there meanwhile
        assertThatThrownBy(() -> Restore.makeForUsAlone(folder)).isInstanceOf(FileAlreadyExistsException.class);
    }
}
