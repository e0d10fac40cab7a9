package dev.selvedge.storage.objects.s3;

import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.ObjectStore.SignedUrl;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import dev.selvedge.domain.objects.StoreAway;
import dev.selvedge.storage.objects.remote.Disposition;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned URLs. They name the method, the object, the headers and the expiry, and carry no other right. */
final class S3Urls implements AutoCloseable {

    /** The protocol allows no more. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final S3Presigner presigner;
    private final S3Location location;

    S3Urls(S3Location location) {
        this.location = location;
        this.presigner = S3Clients.presigner(location);
    }

    SignedUrl get(String key, Presentation presentation, Duration validFor) {
        var signed = signed(() -> presigner.presignGetObject(p -> p.signatureDuration(atMost(validFor))
                .getObjectRequest(b -> {
                    b.bucket(location.bucket()).key(key);
                    if (presentation != null) {
                        b.responseContentType(presentation.contentType());
                        b.responseContentDisposition(Disposition.of(presentation));
                    }
                })));
        return new SignedUrl(signed.url().toString(), Map.of());
    }

    SignedUrl put(String key, UploadRule rule, Duration validFor) {
        Map<String, String> headers = headers(rule);
        var signed = signed(() -> presigner.presignPutObject(p -> p.signatureDuration(atMost(validFor))
                .putObjectRequest(b -> {
                    b.bucket(location.bucket()).key(key);
                    b.contentMD5(headers.get("Content-MD5")).contentType(headers.get("Content-Type"));
                    if (location.kmsKeyId() != null) {
                        b.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(location.kmsKeyId());
                        headers.put("x-amz-server-side-encryption", "aws:kms");
                        headers.put("x-amz-server-side-encryption-aws-kms-key-id", location.kmsKeyId());
                    }
                })));
        return new SignedUrl(signed.url().toString(), headers);
    }

    SignedUrl part(String key, String uploadId, int number, UploadRule rule, Duration validFor) {
        Map<String, String> headers = headers(rule);
        var signed = signed(() -> presigner.presignUploadPart(p -> p.signatureDuration(atMost(validFor))
                .uploadPartRequest(b -> b.bucket(location.bucket())
                        .key(key)
                        .uploadId(uploadId)
                        .partNumber(number)
                        .contentMD5(headers.get("Content-MD5")))));
        return new SignedUrl(signed.url().toString(), headers);
    }

    /** Signing asks nobody, but the rights to sign with may have to be fetched first. */
    private static <T> T signed(Supplier<T> signing) {
        try {
            return signing.get();
        } catch (SdkException e) {
            throw StoreAway.of(new IOException("No rights to sign with: " + e.getMessage(), e));
        }
    }

    private static Map<String, String> headers(UploadRule rule) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (rule != null && rule.md5() != null) {
            headers.put("Content-MD5", rule.md5());
        }
        if (rule != null && rule.contentType() != null) {
            headers.put("Content-Type", rule.contentType());
        }
        return headers;
    }

    private static Duration atMost(Duration validFor) {
        return validFor.compareTo(LONGEST) > 0 ? LONGEST : validFor;
    }

    @Override
    public void close() {
        presigner.close();
    }
}
