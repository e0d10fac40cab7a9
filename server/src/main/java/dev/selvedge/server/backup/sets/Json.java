package dev.selvedge.server.backup.sets;

import dev.selvedge.storage.sql.backups.Table;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The set's own documents. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<List<Table>> TABLES = new TypeReference<>() {};

    private Json() {}

    static byte[] bytes(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    }

    static SetManifest manifest(byte[] bytes) {
        return MAPPER.readValue(bytes, SetManifest.class);
    }

    static List<Table> tables(byte[] bytes) {
        return MAPPER.readValue(bytes, TABLES);
    }
}
