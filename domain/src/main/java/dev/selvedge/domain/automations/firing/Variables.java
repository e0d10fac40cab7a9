package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.artifacts.CollectionStore;
import dev.selvedge.domain.artifacts.Membership;
import dev.selvedge.domain.artifacts.VersionStore;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.domain.runs.RunStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What {@code ${…}} stands for in payloads and messages. */
public final class Variables {

    private static final String METADATA = "artifact_metadata.";

    private final Projects projects;
    private final CollectionStore collections;
    private final VersionStore versions;
    private final RunStore runs;

    public Variables(Projects projects, CollectionStore collections, VersionStore versions, RunStore runs) {
        this.projects = projects;
        this.collections = collections;
        this.versions = versions;
        this.runs = runs;
    }

    /** Names and values, the metadata left out. */
    Map<String, String> of(Firing firing) {
        Occurrence occurrence = firing.occurrence();
        Map<String, String> values = new LinkedHashMap<>();
        values.put(
                "event_type",
                occurrence.event() == null ? "RUN_ALERT" : occurrence.event().name());
        values.put("event_author", text(occurrence.author()));
        Optional<Project> project = projects
                .find(List.of(new ProjectId(occurrence.place().project())))
                .stream()
                .findFirst();
        values.put("project_name", project.map(Project::name).orElse(""));
        values.put("entity_name", project.map(Project::entityName).orElse(""));
        if (occurrence.run() == null) {
            artifact(occurrence, project, values);
        } else {
            run(firing, values);
        }
        return values;
    }

    private void artifact(Occurrence occurrence, Optional<Project> project, Map<String, String> values) {
        values.put("alias", String.join(",", occurrence.aliases()));
        values.put("tag", text(occurrence.tag()));
        CollectionId id = new CollectionId(occurrence.place().collection());
        String collection = Optional.ofNullable(collections.get(Set.of(id)).get(id))
                .map(ArtifactCollection::name)
                .orElse("");
        values.put("artifact_collection_name", collection);
        if (occurrence.artifact() == null) {
            return;
        }
        ArtifactId artifact = new ArtifactId(occurrence.artifact());
        values.put("artifact_version", "wandb-artifact://_id/" + artifact.global());
        values.put(
                "artifact_version_string",
                project.map(found -> found.entityName() + "/" + found.name() + "/")
                                .orElse("") + collection + ":v" + index(occurrence.place(), id, artifact));
    }

    /** The number in that collection; of a version that has left it, its own. */
    private String index(Place place, CollectionId collection, ArtifactId artifact) {
        if (place.version() != null) {
            return place.version().toString();
        }
        return versions.byArtifact(collection, artifact)
                .map(Membership::versionIndex)
                .or(() -> Optional.ofNullable(versions.get(Set.of(artifact)).get(artifact))
                        .map(Artifact::versionIndex))
                .map(String::valueOf)
                .orElse("");
    }

    private void run(Firing firing, Map<String, String> values) {
        Optional<Run> run = runs.find(new RunId(firing.occurrence().run()));
        values.put("run_id", run.map(Run::name).orElse(""));
        values.put("run_name", run.map(found -> found.about().displayName()).orElse(""));
        values.put(
                "run_state",
                firing.occurrence().runState() != null
                        ? firing.occurrence().runState()
                        : run.map(found -> found.state().word()).orElse(""));
        if (firing.conditions() != null) {
            JsonNode found = RunJson.parseObject(firing.conditions(), "conditions");
            values.put("metric_name", found.path("metric").asString(""));
            values.put("metric_value", found.path("value").asString(""));
            values.put("metric_step", found.path("step").asString(""));
        }
    }

    /** What it happened to: the version as {@code entity/project/collection:v0}, the collection, or the run's path. */
    String subject(Occurrence occurrence) {
        Optional<Project> project = projects
                .find(List.of(new ProjectId(occurrence.place().project())))
                .stream()
                .findFirst();
        Map<String, String> values = new LinkedHashMap<>();
        String path = project.map(found -> found.entityName() + "/" + found.name() + "/")
                .orElse("");
        if (occurrence.run() != null) {
            return path + "runs/"
                    + runs.find(new RunId(occurrence.run())).map(Run::name).orElse("");
        }
        artifact(occurrence, project, values);
        return values.getOrDefault("artifact_version_string", path + values.get("artifact_collection_name"));
    }

    /** The values by name, with one version's metadata behind the dotted names. Absent metadata is an empty text. */
    Function<String, String> lookup(Map<String, String> values, Occurrence occurrence) {
        return name -> name.startsWith(METADATA) && occurrence.artifact() != null
                ? metadata(new ArtifactId(occurrence.artifact()), name.substring(METADATA.length()))
                : values.get(name);
    }

    private String metadata(ArtifactId id, String key) {
        Artifact artifact = versions.get(Set.of(id)).get(id);
        if (artifact == null || artifact.metadata() == null) {
            return "";
        }
        JsonNode all = RunJson.parseObject(artifact.metadata(), "metadata");
        JsonNode value = all.path(key);
        if (value.isMissingNode()) {
            value = all;
            for (String part : key.split("\\.")) {
                value = value.path(part);
            }
        }
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isString() ? value.asString() : RunJson.write(value);
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
