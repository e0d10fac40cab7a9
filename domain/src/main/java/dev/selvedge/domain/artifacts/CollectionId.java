package dev.selvedge.domain.artifacts;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.GlobalId;

/** A sequence or portfolio. */
public record CollectionId(long value) {

    static final String TYPE = "ArtifactCollection";

    public String global() {
        return GlobalId.encode(TYPE, value);
    }

    /** NOT_FOUND when the text is no id of a collection. */
    public static CollectionId parse(String global) {
        return new CollectionId(
                GlobalId.decode(TYPE, global).orElseThrow(() -> Fault.notFound("No such artifact collection")));
    }
}
