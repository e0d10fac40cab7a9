package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.desired.Installation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes objects by server-side apply: fields that others own, and that we do not name, stay theirs. */
public final class Applier {

    private final KubernetesClient client;

    public Applier(KubernetesClient client) {
        this.client = client;
    }

    public void carryOut(Installation of, Decision decision) {
        decision.create().forEach(this::create);
        decision.apply().forEach(this::apply);
        decision.jobs().forEach(name -> Leftovers.removeJob(client, of, name));
        if (decision.complete()) {
            Leftovers.remove(client, of, named(decision));
        }
    }

    private static Set<String> named(Decision decision) {
        return decision.apply().stream().map(Applier::key).collect(Collectors.toSet());
    }

    static String key(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }

    void create(HasMetadata object) {
        try {
            client.resource(object).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    void apply(HasMetadata object) {
        try {
            client.resource(object)
                    .fieldManager(Installation.MANAGER)
                    .forceConflicts()
                    .serverSideApply();
        } catch (KubernetesClientException e) {
            if (!unknownKind(object, e)) {
                throw e;
            }
        }
    }

    /** A cluster without Prometheus' operator has no monitors; that must not keep the server from running. */
    private static boolean unknownKind(HasMetadata object, KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                && object.getApiVersion().startsWith("monitoring.coreos.com/");
    }
}
