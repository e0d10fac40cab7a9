package dev.selvedge.storage.objects.gcs;

import com.google.auth.ServiceAccountSigner;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.HttpMethod;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.SignUrlOption;
import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.ObjectStore.SignedUrl;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import dev.selvedge.storage.objects.remote.Disposition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** V4 signed URLs. They name the method, the object, the headers and the expiry, and carry no other right. */
final class GcsUrls {

    /** The protocol allows no more. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Storage storage;
    private final GcsLocation location;
    private final ServiceAccountSigner signer;

    /** @param signer null signs with the credentials of {@code storage} */
    GcsUrls(Storage storage, GcsLocation location, ServiceAccountSigner signer) {
        this.storage = storage;
        this.location = location;
        this.signer = signer;
    }

    SignedUrl get(String name, Presentation presentation, Duration validFor) {
        List<SignUrlOption> options = options(HttpMethod.GET);
        if (presentation != null) {
            Map<String, String> wishes = new LinkedHashMap<>();
            wishes.put("response-content-disposition", Disposition.of(presentation));
            if (presentation.contentType() != null) {
                wishes.put("response-content-type", presentation.contentType());
            }
            options.add(SignUrlOption.withQueryParams(wishes));
        }
        return sign(BlobInfo.newBuilder(location.bucket(), name), validFor, options, Map.of());
    }

    SignedUrl put(String name, UploadRule rule, Duration validFor) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (rule != null && rule.md5() != null) {
            headers.put("Content-MD5", rule.md5());
        }
        if (rule != null && rule.contentType() != null) {
            headers.put("Content-Type", rule.contentType());
        }
        List<SignUrlOption> options = options(HttpMethod.PUT);
        // the library's own options for checksum and type sign them in the older version only
        options.add(SignUrlOption.withExtHeaders(headers));
        return sign(BlobInfo.newBuilder(location.bucket(), name), validFor, options, headers);
    }

    private List<SignUrlOption> options(HttpMethod method) {
        List<SignUrlOption> options = new ArrayList<>();
        options.add(SignUrlOption.withV4Signature());
        options.add(SignUrlOption.httpMethod(method));
        options.add(SignUrlOption.withPathStyle());
        String host = location.publicEndpoint() == null ? location.endpoint() : location.publicEndpoint();
        if (host != null) {
            options.add(SignUrlOption.withHostName(host));
        }
        if (signer != null) {
            options.add(SignUrlOption.signWith(signer));
        }
        return options;
    }

    private SignedUrl sign(
            BlobInfo.Builder blob, Duration validFor, List<SignUrlOption> options, Map<String, String> headers) {
        Duration atMost = validFor.compareTo(LONGEST) > 0 ? LONGEST : validFor;
        String url = storage.signUrl(
                        blob.build(), atMost.toSeconds(), TimeUnit.SECONDS, options.toArray(SignUrlOption[]::new))
                .toString();
        return new SignedUrl(url, headers);
    }
}
