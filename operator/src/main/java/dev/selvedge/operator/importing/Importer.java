package dev.selvedge.operator.importing;

import dev.selvedge.operator.api.Selvedge;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/** From their resource to ours; reads Secrets, writes nothing. */
public final class Importer {

    static final String DATABASE = "selvedge";

    private final SecretTexts secrets;

    public Importer(SecretTexts secrets) {
        this.secrets = secrets;
    }

    /** @param version of the server, which theirs says nothing about */
    public Imported read(GenericKubernetesResource source, String name, String version) {
        String namespace = source.getMetadata().getNamespace();
        Notes notes = new Notes(namespace, name);
        Tree spec = Tree.of(source.getAdditionalProperties().get("spec"));
        Draft draft = source.getApiVersion().endsWith("/v1") ? values(source, spec, notes) : fields(spec, notes);
        notes.say("Runs and artifacts do not move with this. Leave the WeightsAndBiases resource as it is until they"
                + " were copied: deleting it uninstalls the old installation.");
        Selvedge resource = new Selvedge();
        resource.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        resource.setSpec(draft.spec(version));
        return new Imported(resource, notes.secrets(), notes.report());
    }

    private Draft values(GenericKubernetesResource source, Tree spec, Notes notes) {
        String active = source.getMetadata().getName() + "-spec-active";
        Tree merged = secrets.read(active, "values").map(Importer::parsed).orElse(Tree.EMPTY);
        if (merged.empty()) {
            notes.say("No Secret " + active + ": values that came from elsewhere than the resource are missing here.");
        }
        if (!spec.tree("chart").empty()) {
            notes.say("spec.chart: not needed, left out.");
        }
        return new ValuesImport(merged.empty() ? spec.tree("values") : merged, notes).draft();
    }

    private Draft fields(Tree spec, Notes notes) {
        return new SpecImport(spec, secrets, notes).draft();
    }

    private static Tree parsed(String text) {
        return Tree.of(Serialization.unmarshal(text, Map.class));
    }

    static void sameHost(Notes notes) {
        notes.say(
                "The Ingress gets a name of its own, but the host of theirs: some controllers refuse the second of two. Set"
                        + " spec.network.ingress.enabled to false until the host is to move.");
    }

    static void newDatabase(Notes notes, String theirs) {
        notes.say("spec.mysql.external.database is " + DATABASE + ", not " + theirs
                + ": make it empty, with the rights of that" + " user: create database " + DATABASE
                + " character set utf8mb4; grant all on " + DATABASE + ".* to …;");
    }
}
