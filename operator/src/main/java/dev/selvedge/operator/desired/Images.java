package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.SelvedgeSpec;
import java.util.regex.Pattern;

/** Every image goes through here, so one registry can hold them all. */
final class Images {

    private static final String SERVER = "selvedge/selvedge-server";
    private static final Pattern REGISTRY = Pattern.compile("^[^/]+[.:][^/]*/");

    private Images() {}

    static String of(SelvedgeSpec spec, String version) {
        String own = spec.images() == null ? null : spec.images().server();
        String repository = own != null ? own : registered(spec.imageRegistry(), SERVER);
        return repository + (version.startsWith("sha256:") ? "@" : ":") + version;
    }

    private static String registered(String registry, String image) {
        if (registry == null || registry.isBlank()) {
            return image;
        }
        String prefix = registry.endsWith("/") ? registry : registry + "/";
        return prefix + REGISTRY.matcher(image).replaceFirst("");
    }
}
