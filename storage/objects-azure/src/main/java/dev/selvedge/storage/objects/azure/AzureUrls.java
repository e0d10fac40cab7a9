package dev.selvedge.storage.objects.azure;

import com.azure.core.util.UrlBuilder;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.sas.SasProtocol;
import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.ObjectStore.SignedUrl;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import dev.selvedge.storage.objects.remote.Disposition;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shared access signatures of one blob each: reading, or creating and writing. Unlike a presigned request of S3 a
 * signature to write binds neither the content's checksum nor the method; it never reaches another blob.
 */
final class AzureUrls {

    /** Signatures by an identity live no longer than the key they are made with. */
    private static final Duration LONGEST = Duration.ofDays(6);

    private final BlobServiceClient service;
    private final AzureLocation location;
    private UserDelegationKey delegation;

    AzureUrls(BlobServiceClient service, AzureLocation location) {
        this.service = service;
        this.location = location;
    }

    /** Answers HEAD too: the signature names what may be done, not by which method. */
    SignedUrl get(BlobClient blob, Presentation presentation, Duration validFor) {
        BlobServiceSasSignatureValues values = values(new BlobSasPermission().setReadPermission(true), validFor);
        if (presentation != null) {
            values.setContentType(presentation.contentType()).setContentDisposition(Disposition.of(presentation));
        }
        return new SignedUrl(url(blob, values), Map.of());
    }

    SignedUrl put(BlobClient blob, UploadRule rule, Duration validFor) {
        BlobSasPermission permission =
                new BlobSasPermission().setCreatePermission(true).setWritePermission(true);
        Map<String, String> headers = new LinkedHashMap<>();
        // the client that sees this header uploads in the store's own way, in blocks where the file is large
        headers.put("x-ms-blob-type", "BlockBlob");
        if (rule != null && rule.md5() != null) {
            headers.put("Content-MD5", rule.md5());
        }
        if (rule != null && rule.contentType() != null) {
            headers.put("Content-Type", rule.contentType());
        }
        return new SignedUrl(url(blob, values(permission, validFor)), headers);
    }

    private BlobServiceSasSignatureValues values(BlobSasPermission permission, Duration validFor) {
        Duration atMost = validFor.compareTo(LONGEST) > 0 ? LONGEST : validFor;
        OffsetDateTime until = OffsetDateTime.now(ZoneOffset.UTC).plus(atMost);
        boolean tls = "https".equals(location.publicEndpoint().getScheme());
        return new BlobServiceSasSignatureValues(until, permission)
                .setProtocol(tls ? SasProtocol.HTTPS_ONLY : SasProtocol.HTTPS_HTTP);
    }

    private String url(BlobClient blob, BlobServiceSasSignatureValues values) {
        String signature = location.key() == null
                ? blob.generateUserDelegationSas(values, delegation())
                : blob.generateSas(values);
        return atPublicEndpoint(blob.getBlobUrl()) + "?" + signature;
    }

    private String atPublicEndpoint(String url) {
        if (location.publicEndpoint().equals(location.endpoint())) {
            return url;
        }
        String path = UrlBuilder.parse(url).getPath();
        String own = location.endpoint().getRawPath() == null
                ? ""
                : location.endpoint().getRawPath();
        URI open = location.publicEndpoint();
        return open + (path.startsWith("/") ? path : "/" + path).substring(own.length());
    }

    private synchronized UserDelegationKey delegation() {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        // one day of slack: a signature made today must outlive LONGEST
        if (delegation == null || delegation.getSignedExpiry().isBefore(now.plus(LONGEST))) {
            delegation = service.getUserDelegationKey(
                    now.minusMinutes(5), now.plusDays(7).minusMinutes(10));
        }
        return delegation;
    }
}
