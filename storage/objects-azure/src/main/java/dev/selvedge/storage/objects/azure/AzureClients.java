package dev.selvedge.storage.objects.azure;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.time.Duration;

/** Clients of one location. */
final class AzureClients {

    /** Together shorter than a client waits for one request of its own. */
    private static final RequestRetryOptions RETRIES = new RequestRetryOptions(
            RetryPolicyType.EXPONENTIAL,
            3,
            Duration.ofSeconds(60),
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            null);

    private AzureClients() {}

    static BlobServiceClient service(AzureLocation location) {
        BlobServiceClientBuilder builder = new BlobServiceClientBuilder()
                .endpoint(location.endpoint().toString())
                .retryOptions(RETRIES)
                .httpClient(new JdkHttpClientBuilder()
                        .connectionTimeout(Duration.ofSeconds(10))
                        .build());
        if (location.key() == null) {
            builder.credential(new DefaultAzureCredentialBuilder().build());
        } else {
            builder.credential(new StorageSharedKeyCredential(location.account(), location.key()));
        }
        return builder.buildClient();
    }
}
