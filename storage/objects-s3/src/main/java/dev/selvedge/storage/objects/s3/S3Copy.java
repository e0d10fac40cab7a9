package dev.selvedge.storage.objects.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Copies within a bucket, without the bytes passing through the server. */
final class S3Copy {

    /** One request copies at most 5 GB. */
    private static final long LARGEST_AT_ONCE = 5L << 30;

    private static final long PART = 1L << 30;

    private final S3Client s3;
    private final String bucket;
    private final String kmsKeyId;

    S3Copy(S3Client s3, S3Location location) {
        this.s3 = s3;
        this.bucket = location.bucket();
        this.kmsKeyId = location.kmsKeyId();
    }

    /** Null for the bucket's own setting. A copy does not inherit it from what it is a copy of. */
    private ServerSideEncryption encryption() {
        return kmsKeyId == null ? null : ServerSideEncryption.AWS_KMS;
    }

    void copy(String from, String to, long size) throws IOException {
        S3Failures.explained(from, () -> {
            if (size <= LARGEST_AT_ONCE) {
                s3.copyObject(b -> b.sourceBucket(bucket)
                        .sourceKey(from)
                        .destinationBucket(bucket)
                        .destinationKey(to)
                        .serverSideEncryption(encryption())
                        .ssekmsKeyId(kmsKeyId));
            } else {
                copyParts(from, to, size);
            }
            return null;
        });
    }

    private void copyParts(String from, String to, long size) {
        String upload = s3.createMultipartUpload(b -> b.bucket(bucket)
                        .key(to)
                        .serverSideEncryption(encryption())
                        .ssekmsKeyId(kmsKeyId))
                .uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long at = 0; at < size; at += PART) {
                int number = parts.size() + 1;
                String range = "bytes=" + at + "-" + (Math.min(at + PART, size) - 1);
                String etag = s3.uploadPartCopy(b -> b.sourceBucket(bucket)
                                .sourceKey(from)
                                .destinationBucket(bucket)
                                .destinationKey(to)
                                .uploadId(upload)
                                .partNumber(number)
                                .copySourceRange(range))
                        .copyPartResult()
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
            }
            s3.completeMultipartUpload(
                    b -> b.bucket(bucket).key(to).uploadId(upload).multipartUpload(m -> m.parts(parts)));
        } catch (RuntimeException e) {
            s3.abortMultipartUpload(b -> b.bucket(bucket).key(to).uploadId(upload));
            throw e;
        }
    }
}
