package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.Bucket;
import dev.selvedge.operator.api.Provider;
import java.util.ArrayList;
import java.util.List;

/** A bucket as the server's variable BUCKET names it. */
final class BucketAddress {

    private BucketAddress() {}

    static String of(Bucket bucket) {
        StringBuilder address = new StringBuilder(bucket.providerOrDefault().scheme()).append("://");
        if (bucket.hosted()) {
            if (bucket.accessKey() != null) {
                // Kubernetes puts the variables' texts in; so no key stands in a pod's description
                address.append("$(BUCKET_ACCESS_KEY):$(BUCKET_SECRET_KEY)@");
            }
            address.append(bucket.endpoint()).append('/');
        }
        address.append(trimmed(bucket.name()));
        if (bucket.prefix() != null && !trimmed(bucket.prefix()).isEmpty()) {
            address.append('/').append(trimmed(bucket.prefix()));
        }
        List<String> options = options(bucket);
        return options.isEmpty() ? address.toString() : address + "?" + String.join("&", options);
    }

    private static List<String> options(Bucket bucket) {
        List<String> options = new ArrayList<>();
        Provider provider = bucket.providerOrDefault();
        if (Boolean.TRUE.equals(bucket.tls())) {
            options.add("tls=true");
        }
        if (provider == Provider.S3 || provider == Provider.CW) {
            add(options, "region", bucket.region());
            add(options, "kms", bucket.kmsKey());
        }
        add(options, "public", bucket.publicEndpoint());
        return options;
    }

    private static void add(List<String> options, String name, String value) {
        if (value != null && !value.isBlank()) {
            options.add(name + "=" + value);
        }
    }

    private static String trimmed(String path) {
        return path.replaceAll("^/+|/+$", "");
    }
}
