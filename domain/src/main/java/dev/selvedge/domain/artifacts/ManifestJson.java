package dev.selvedge.domain.artifacts;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.GlobalId;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code wandb_manifest.json}, version 1. Reading forgets {@code local_path} and {@code skip_cache}: they describe the
 * machine that uploaded, which is nobody else's business.
 */
final class ManifestJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    private ManifestJson() {}

    /** INVALID with the reason when the bytes are no manifest. */
    static Manifest read(byte[] bytes) {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new Fault(Fault.Code.INVALID, "The artifact manifest is not JSON: " + e.getOriginalMessage());
        }
        if (!root.path("contents").isObject()) {
            throw Fault.invalid("The artifact manifest has no \"contents\"");
        }
        JsonNode policy = root.path("storagePolicyConfig");
        Map<String, ManifestEntry> entries = new HashMap<>();
        root.path("contents")
                .properties()
                .forEach(each -> entries.put(each.getKey(), entry(each.getKey(), each.getValue())));
        return new Manifest(
                policy.path("storageLayout").asString("V1"),
                policy.path("storageRegion").asString(null),
                entries);
    }

    private static ManifestEntry entry(String path, JsonNode json) {
        if (!json.path("digest").isString()) {
            throw Fault.invalid("The manifest entry \"" + path + "\" has no digest");
        }
        String birth = json.path("birthArtifactID").asString(null);
        ArtifactId birthId = birth == null
                ? null
                : GlobalId.decode(ArtifactId.TYPE, birth).stream()
                        .mapToObj(ArtifactId::new)
                        .findFirst()
                        .orElseThrow(() ->
                                Fault.invalid("The manifest entry \"" + path + "\" names no artifact as its birth"));
        @SuppressWarnings("unchecked")
        Map<String, Object> extra =
                json.path("extra").isObject() ? JSON.treeToValue(json.path("extra"), Map.class) : Map.of();
        return new ManifestEntry(
                json.path("digest").asString(),
                json.path("size").asLong(0),
                birthId,
                json.path("ref").asString(null),
                extra);
    }

    static byte[] write(Manifest manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberProperty("version", 1);
            out.writeStringProperty("storagePolicy", "wandb-storage-policy-v1");
            out.writeObjectPropertyStart("storagePolicyConfig");
            out.writeStringProperty("storageLayout", manifest.layout());
            if (manifest.region() != null) {
                out.writeStringProperty("storageRegion", manifest.region());
            }
            out.writeEndObject();
            out.writeObjectPropertyStart("contents");
            manifest.entries().forEach((path, entry) -> write(out, path, entry));
            out.writeEndObject();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, String path, ManifestEntry entry) {
        out.writeObjectPropertyStart(path);
        out.writeStringProperty("digest", entry.digest());
        out.writeNumberProperty("size", entry.size());
        if (entry.birth() != null) {
            out.writeStringProperty("birthArtifactID", entry.birth().global());
        }
        if (entry.ref() != null) {
            out.writeStringProperty("ref", entry.ref());
        }
        if (!entry.extra().isEmpty()) {
            out.writePOJOProperty("extra", entry.extra());
        }
        out.writeEndObject();
    }
}
