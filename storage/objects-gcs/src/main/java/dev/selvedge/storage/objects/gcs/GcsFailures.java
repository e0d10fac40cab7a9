package dev.selvedge.storage.objects.gcs;

import com.google.cloud.storage.StorageException;
import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** What an answer of the store means to the rooms. */
final class GcsFailures {

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION = 412;

    private GcsFailures() {}

    interface Call<T> {
        T run() throws IOException;
    }

    /** NoSuchFileException for a missing object, a Fault for what the user can mend, IOException for the rest. */
    static <T> T explained(String key, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (StorageException e) {
            throw isAbsent(e)
                    ? new NoSuchFileException(key)
                    : new IOException("The object store refused: " + e.getMessage(), e);
        } catch (Fault e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IOException("The object store cannot be reached: " + e.getMessage(), e);
        }
    }

    static boolean isAbsent(StorageException e) {
        return e.getCode() == NOT_FOUND;
    }

    static boolean isTaken(StorageException e) {
        return e.getCode() == PRECONDITION;
    }
}
