package dev.selvedge.storage.sql.launch;

import dev.selvedge.domain.launch.ItemProblem;
import dev.selvedge.domain.launch.TemplateVariable;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Small lists that are only ever read whole are kept as JSON in their row. */
final class LaunchJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<TemplateVariable>> VARIABLES = new TypeReference<>() {};
    private static final TypeReference<List<ItemProblem>> PROBLEMS = new TypeReference<>() {};

    private LaunchJson() {}

    static String variables(List<TemplateVariable> variables) {
        return JSON.writeValueAsString(variables);
    }

    static List<TemplateVariable> variables(String text) {
        return JSON.readValue(text, VARIABLES);
    }

    static String problem(ItemProblem problem) {
        return problem == null ? null : JSON.writeValueAsString(problem);
    }

    static ItemProblem problem(String text) {
        return text == null ? null : JSON.readValue(text, ItemProblem.class);
    }

    static String problems(List<ItemProblem> problems) {
        return problems.isEmpty() ? null : JSON.writeValueAsString(problems);
    }

    static List<ItemProblem> problems(String text) {
        return text == null ? List.of() : JSON.readValue(text, PROBLEMS);
    }
}
