package dev.selvedge.domain.launch;

import static java.util.Objects.requireNonNull;

/**
 * A part of a queue's configuration that whoever queues a run may choose.
 *
 * @param schema JSON schema of its values as compact text: clients compare that text
 */
public record TemplateVariable(String name, String schema) {
    public TemplateVariable {
        requireNonNull(name);
        requireNonNull(schema);
    }
}
