package dev.selvedge.wire.graphql;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes {@link RawJson} text as it is. */
final class RawJsonSerializer extends StdSerializer<RawJson> {

    RawJsonSerializer() {
        super(RawJson.class);
    }

    @Override
    public void serialize(RawJson value, JsonGenerator generator, SerializationContext context) {
        generator.writeRawValue(value.text());
    }
}
