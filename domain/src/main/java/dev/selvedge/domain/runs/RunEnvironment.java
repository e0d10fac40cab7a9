package dev.selvedge.domain.runs;

import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Where and how the program ran, as its newest writer describes itself in the config. Unknown things are null. */
public record RunEnvironment(
        List<String> args,
        boolean codeSaved,
        String colab,
        Integer cpuCount,
        String executable,
        Git git,
        String gpu,
        Integer gpuCount,
        String os,
        String program,
        String python) {

    public record Git(String remote, String commit) {}

    public static RunEnvironment of(RunConfig config, RunAbout about) {
        JsonNode newest = config.internal()
                .path("e")
                .valueStream()
                .max(Comparator.comparing(e -> e.path("startedAt").asString("")))
                .orElse(MissingNode.getInstance());
        String remote = text(newest.path("git"), "remote");
        Git git = about.commit() == null && remote == null && about.remote() == null
                ? null
                : new Git(remote == null ? about.remote() : remote, about.commit());
        String program = text(newest, "program");
        return new RunEnvironment(
                newest.path("args").valueStream().map(arg -> arg.asString("")).toList(),
                config.internal().hasNonNull("code_path"),
                text(newest, "colab"),
                number(newest, "cpu_count"),
                text(newest, "executable"),
                git,
                text(newest, "gpu"),
                number(newest, "gpu_count"),
                text(newest, "os"),
                program == null ? about.program() : program,
                text(newest, "python"));
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString(null);
    }

    private static Integer number(JsonNode node, String key) {
        return node.path(key).isInt() ? node.path(key).intValue() : null;
    }
}
