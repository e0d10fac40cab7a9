package dev.selvedge.storage.objects.s3;

import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What an answer of the store means to the rooms. */
final class S3Failures {

    private S3Failures() {}

    interface Call<T> {
        T run() throws IOException;
    }

    /** NoSuchFileException for a missing object, a Fault for what the user can mend, IOException for the rest. */
    static <T> T explained(String key, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (S3Exception e) {
            throw explain(key, e);
        } catch (SdkException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException("The object store cannot be reached: " + e.getMessage(), e);
        }
    }

    static boolean isAbsent(S3Exception e) {
        return e.statusCode() == 404 && !"NoSuchUpload".equals(code(e));
    }

    static boolean isPrecondition(S3Exception e) {
        return e.statusCode() == 412;
    }

    /** Not allowed, or not known there. */
    static boolean isForbidden(S3Exception e) {
        return Set.of(403, 405, 501).contains(e.statusCode());
    }

    private static IOException explain(String key, S3Exception e) {
        switch (code(e)) {
            case "NoSuchUpload" ->
                throw Fault.notFound("There is no such multipart upload; it was completed, aborted, or has expired");
            case "InvalidPart", "InvalidPartOrder", "EntityTooSmall", "MalformedXML" ->
                throw Fault.invalid("The parts cannot be joined: " + message(e));
            case "BadDigest", "InvalidDigest" -> throw Fault.invalid("The content differs from its checksum");
            default -> {
                return isAbsent(e)
                        ? new NoSuchFileException(key)
                        : new IOException("The object store refused: " + message(e), e);
            }
        }
    }

    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }

    private static String message(S3Exception e) {
        return e.awsErrorDetails() == null
                ? e.getMessage()
                : e.awsErrorDetails().errorMessage();
    }
}
