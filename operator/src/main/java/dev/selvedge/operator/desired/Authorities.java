package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.MySqlExternal;
import dev.selvedge.operator.api.RedisExternal;
import dev.selvedge.operator.api.Trust;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Authorities that MySQL, Redis and the bucket are checked against. */
final class Authorities {

    static final String FOLDER = "/etc/selvedge/ca";

    private Authorities() {}

    static boolean any(Installation of) {
        return !texts(of).isEmpty() || shared(of).isPresent();
    }

    static Optional<ConfigMap> configMap(Installation of) {
        return any(of)
                ? Optional.of(new ConfigMapBuilder()
                        .withMetadata(of.meta(of.named("ca")))
                        .withData(texts(of))
                        .build())
                : Optional.empty();
    }

    static Volume volume(Installation of) {
        List<VolumeProjection> sources = new ArrayList<>();
        sources.add(source(of.named("ca")));
        shared(of).ifPresent(name -> sources.add(source(name)));
        return new VolumeBuilder()
                .withName("ca")
                .withNewProjected()
                .withSources(sources)
                .endProjected()
                .build();
    }

    private static VolumeProjection source(String configMap) {
        return new VolumeProjectionBuilder()
                .withNewConfigMap()
                .withName(configMap)
                .endConfigMap()
                .build();
    }

    static Map<String, String> texts(Installation of) {
        Map<String, String> texts = new TreeMap<>();
        List<String> custom =
                of.spec().trust() == null ? List.of() : of.spec().trust().pem();
        for (int i = 0; i < custom.size(); i++) {
            texts.put("custom-" + i + ".crt", custom.get(i));
        }
        of.spec().database().map(MySqlExternal::caCert).ifPresent(pem -> texts.put("mysql.crt", pem));
        of.spec().coordination().map(RedisExternal::caCert).ifPresent(pem -> texts.put("redis.crt", pem));
        return texts;
    }

    private static Optional<String> shared(Installation of) {
        return Optional.ofNullable(of.spec().trust()).map(Trust::configMap);
    }
}
