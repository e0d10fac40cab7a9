package dev.selvedge.operator.importing;

import dev.selvedge.operator.api.Selvedge;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;

/**
 * What to apply, and what to read before.
 *
 * @param secrets with texts that stood in the source itself
 */
public record Imported(Selvedge resource, List<Secret> secrets, List<String> report) {}
