package dev.selvedge.domain.artifacts;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.GlobalId;

/** A type such as dataset or model within one project. */
public record ArtifactTypeId(long value) {

    static final String TYPE = "ArtifactType";

    public String global() {
        return GlobalId.encode(TYPE, value);
    }

    /** NOT_FOUND when the text is no id of an artifact type. */
    public static ArtifactTypeId parse(String global) {
        return new ArtifactTypeId(
                GlobalId.decode(TYPE, global).orElseThrow(() -> Fault.notFound("No such artifact type")));
    }
}
