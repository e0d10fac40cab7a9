package dev.selvedge.domain.launch;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON schemas, ours and those of users. Nothing is fetched from elsewhere, and patterns take time linear in the text, so a
 * schema cannot hurt the server.
 */
final class JsonSchemas {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaCacheEnabled(false)
                    .schemaRegistryConfig(new SchemaRegistryConfig.Builder()
                            .locale(Locale.ROOT)
                            .regularExpressionFactory(JsonSchemas::linear)
                            .build()));

    private JsonSchemas() {}

    /** One of the schemas next to this class. */
    static Schema own(String name) {
        try (InputStream text = JsonSchemas.class.getResourceAsStream(name + ".schema.json")) {
            return of(JSON.readTree(text));
        } catch (IOException e) {
            throw new IllegalStateException("The schema " + name + " cannot be read", e);
        }
    }

    static Schema of(JsonNode schema) {
        return REGISTRY.getSchema(schema);
    }

    /** As {@link #of}, for a schema that nobody has tried yet; INVALID when it cannot be used. */
    static Schema tried(JsonNode schema, String what) {
        try {
            Schema made = of(schema);
            made.initializeValidators();
            return made;
        } catch (SchemaException e) {
            throw Fault.invalid(what + " cannot be used: " + e.getMessage());
        }
    }

    /** Sentences about what is wrong with {@code value}, with the place below {@code where}. */
    static List<String> complaints(Schema schema, JsonNode value, String where) {
        return schema.validate(value).stream()
                .filter(error -> !isPlaceholder(error.getInstanceNode()))
                .map(error -> where + place(error) + ": " + error.getMessage())
                .distinct()
                .toList();
    }

    /** What stands there in the end is not known yet. */
    private static boolean isPlaceholder(JsonNode node) {
        return node != null && node.isString() && node.asString().contains("{{");
    }

    private static String place(Error error) {
        return error.getInstanceLocation().toString();
    }

    private static com.networknt.schema.regex.RegularExpression linear(String pattern) {
        try {
            Pattern compiled = Pattern.compile(pattern);
            return text -> compiled.matcher(text).find();
        } catch (PatternSyntaxException e) {
            throw new SchemaException("the pattern " + pattern + " has a " + e.getDescription());
        }
    }
}
