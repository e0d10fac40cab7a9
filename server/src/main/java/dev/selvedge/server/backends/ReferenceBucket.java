package dev.selvedge.server.backends;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.function.UnaryOperator;

/** The bucket as the reference's environment variables name it, whole or in parts. */
final class ReferenceBucket {

    private static final String ADDRESS = "(s3|cw|gs|az)://.+";

    private ReferenceBucket() {}

    /** Empty where none is named in a form that is understood. */
    static String address(UnaryOperator<String> given) {
        String address = given.apply("BUCKET").isEmpty() ? given.apply("GORILLA_FILE_STORE") : given.apply("BUCKET");
        if (!address.matches(ADDRESS)) {
            address = ofParts(given);
        }
        if (!address.matches("(s3|cw)://.+")) {
            return address;
        }
        String region = given.apply("AWS_REGION");
        return with(
                with(address, "region", region.matches("[a-z0-9-]+") ? region : ""),
                "kms",
                given.apply("AWS_S3_KMS_ID"));
    }

    private static String ofParts(UnaryOperator<String> given) {
        String name = given.apply("BUCKET_NAME");
        String provider = given.apply("BUCKET_PROVIDER").isEmpty() ? "s3" : given.apply("BUCKET_PROVIDER");
        if (!name.matches("[A-Za-z0-9._:/-]+") || !provider.matches("s3|cw|gs|az")) {
            return "";
        }
        String path = given.apply("BUCKET_PATH").replaceAll("^/+|/+$", "");
        String place = name.replaceAll("/+$", "") + (path.isEmpty() ? "" : "/" + path);
        String key = given.apply("BUCKET_ACCESS_KEY");
        if (!provider.matches("s3|cw") || key.isEmpty()) {
            return provider + "://" + place;
        }
        String account = encoded(key) + ":" + encoded(given.apply("BUCKET_SECRET_KEY")) + "@";
        if (provider.equals("cw")) {
            return "cw://" + account + "cwobject.com/" + place;
        }
        // a name with a host is a server of one's own; one without is Amazon's
        return name.contains("/") || name.contains(":")
                ? "s3://" + account + place
                : "s3://" + account + "s3.amazonaws.com/" + place + "?tls=true";
    }

    private static String with(String address, String option, String value) {
        if (value.isEmpty() || address.matches(".*[?&]" + option + "=.*")) {
            return address;
        }
        return address + (address.contains("?") ? "&" : "?") + option + "=" + encoded(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
