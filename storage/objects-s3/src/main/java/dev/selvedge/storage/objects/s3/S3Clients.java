package dev.selvedge.storage.objects.s3;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Clients of one location. */
final class S3Clients {

    private S3Clients() {}

    static S3Client client(S3Location location) {
        var builder = S3Client.builder()
                .region(Region.of(location.region()))
                .credentialsProvider(credentials(location))
                .forcePathStyle(location.pathStyle())
                // stores other than Amazon's do not know its newer checksums
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        if (location.endpoint() != null) {
            builder.endpointOverride(location.endpoint());
        }
        return builder.build();
    }

    /** Signs for the address that clients use, which is part of the signature. */
    static S3Presigner presigner(S3Location location) {
        URI endpoint = location.publicEndpoint() == null ? location.endpoint() : location.publicEndpoint();
        var builder = S3Presigner.builder()
                .region(Region.of(location.region()))
                .credentialsProvider(credentials(location))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(location.pathStyle())
                        .build());
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Location location) {
        AwsCredentialsProvider own = location.accessKey() == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(location.accessKey(), location.secretKey()));
        return location.role() == null ? own : as(location.role(), location.region(), own);
    }

    /** Exchanged anew before they end; nothing is asked before they are needed. */
    private static AwsCredentialsProvider as(S3Location.Role role, String region, AwsCredentialsProvider own) {
        StsClient sts = StsClient.builder()
                .region(Region.of(region))
                .credentialsProvider(own)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(
                        b -> b.roleArn(role.arn()).externalId(role.externalId()).roleSessionName("selvedge"))
                .build();
    }
}
