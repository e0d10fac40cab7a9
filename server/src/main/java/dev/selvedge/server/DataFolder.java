package dev.selvedge.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.server.backends.ServerKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * The folder that holds an embedded installation: {@code db/}, {@code objects/}, {@code keys/} and {@code VERSION}.
 * Opening it takes a lock that ends with the process, however it ends.
 */
public final class DataFolder implements AutoCloseable, ServerKeys {

    /** Raised when an older server could misread the folder. */
    static final int FORMAT = 1;

    /** Names the address at which the server that holds the folder takes orders from this machine. */
    public static final String CONTROL = "CONTROL";

    /** Another process holds the folder. */
    public static final class InUse extends StartFailure {
        private static final long serialVersionUID = 1L;

        InUse(Path folder) {
            super("The data folder " + folder + " is in use by another Selvedge server.");
        }
    }

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** @throws StartFailure with one sentence that names the folder and the way out */
    public static DataFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        FileChannel lockFile = null;
        try {
            Files.createDirectories(folder);
            lockFile = FileChannel.open(folder.resolve("LOCK"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lockFile.tryLock() == null) {
                throw new InUse(folder);
            }
            checkVersion(folder);
            Files.deleteIfExists(folder.resolve(CONTROL));
            return new DataFolder(folder, lockFile);
        } catch (OverlappingFileLockException e) {
            throw new InUse(folder);
        } catch (StartFailure e) {
            closeQuietly(lockFile);
            throw e;
        } catch (IOException e) {
            closeQuietly(lockFile);
            throw new StartFailure("The data folder " + folder + " cannot be written (" + reason(e)
                    + "); choose another one with --data-dir.");
        }
    }

    private static void checkVersion(Path folder) throws IOException {
        Path file = folder.resolve("VERSION");
        if (!Files.exists(file)) {
            Files.writeString(file, FORMAT + "\n");
            return;
        }
        String text = Files.readString(file).strip();
        int found;
        try {
            found = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new StartFailure("The data folder " + folder + " has an unreadable VERSION file: \"" + text + "\".");
        }
        if (found > FORMAT) {
            throw new StartFailure("The data folder " + folder + " was written by a newer version of Selvedge (format "
                    + found + ", this server knows " + FORMAT + "); start that version or choose another --data-dir.");
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException ? "permission denied" : e.toString();
    }

    public Path path() {
        return path;
    }

    public Path database() {
        return path.resolve("db");
    }

    public Path objects() {
        return path.resolve("objects");
    }

    /** 32 random bytes that stay the same for this folder, readable by the owner only. */
    @Override
    public byte[] secret(String name) {
        try {
            Path keys = Files.createDirectories(path.resolve("keys"));
            Path file = keys.resolve(name);
            if (!Files.exists(file)) {
                byte[] fresh = new byte[32];
                new SecureRandom().nextBytes(fresh);
                Path temporary = Files.createTempFile(
                        keys,
                        name,
                        ".new",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(temporary, fresh);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new StartFailure("The key " + name + " in " + path + " cannot be read or made (" + reason(e) + ").");
        }
    }

    /** The secret that {@code name} replaced at its last rotation ({@code keys/<name>.previous}), or null. */
    @Override
    public byte[] previousSecret(String name) {
        Path file = path.resolve("keys").resolve(name + ".previous");
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            throw new StartFailure("The key " + file + " cannot be read (" + reason(e) + ").");
        }
    }

    /** A text file in the folder, for what other processes of the same installation need to find. */
    public Path publish(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Files.write(file, text.getBytes(UTF_8));
        return file;
    }

    /** Gives the folder free. It is closed twice where it also serves as {@link ServerKeys}; the second time does nothing. */
    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException ignored) {
                // the reason that made us close is the one to report
            }
        }
    }
}
