package dev.selvedge.storage.objects.azure;

import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

/** What an answer of the store means to the rooms. */
final class AzureFailures {

    private AzureFailures() {}

    interface Call<T> {
        T run() throws IOException;
    }

    /** NoSuchFileException for a missing object, a Fault for what the user can mend, IOException for the rest. */
    static <T> T explained(String key, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (BlobStorageException e) {
            throw explain(key, e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (Fault e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IOException("The object store cannot be reached: " + e.getMessage(), e);
        }
    }

    private static IOException explain(String key, BlobStorageException e) {
        BlobErrorCode code = e.getErrorCode();
        if (BlobErrorCode.INVALID_BLOCK_LIST.equals(code) || BlobErrorCode.INVALID_BLOCK_ID.equals(code)) {
            throw Fault.invalid("The parts cannot be joined: one is missing or differs from its checksum");
        }
        if (BlobErrorCode.MD5MISMATCH.equals(code) || BlobErrorCode.INVALID_MD5.equals(code)) {
            throw Fault.invalid("The content differs from its checksum");
        }
        return e.getStatusCode() == 404
                ? new NoSuchFileException(key)
                : new IOException("The object store refused: " + code, e);
    }

    static boolean isTaken(BlobStorageException e) {
        return BlobErrorCode.BLOB_ALREADY_EXISTS.equals(e.getErrorCode())
                || BlobErrorCode.CONDITION_NOT_MET.equals(e.getErrorCode());
    }
}
