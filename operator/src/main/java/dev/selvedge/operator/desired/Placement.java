package dev.selvedge.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** On which nodes pods run. */
final class Placement {

    private Placement() {}

    static PodSpec applied(
            Installation of,
            String component,
            PodSpec pod,
            Map<String, String> nodes,
            List<Toleration> own,
            ObjectNode affinity) {
        List<Toleration> tolerations = new ArrayList<>(leaving());
        tolerations.addAll(own);
        return new PodSpecBuilder(pod)
                .withNodeSelector(nodes)
                .withPriorityClassName(of.spec().appOrDefault().priorityClassName())
                .withTolerations(tolerations)
                .withAffinity(affinity(of, component, affinity))
                .build();
    }

    /** A lost node is left after 30 s instead of the default 300. */
    private static List<Toleration> leaving() {
        return List.of(leaving("node.kubernetes.io/not-ready"), leaving("node.kubernetes.io/unreachable"));
    }

    private static Toleration leaving(String taint) {
        return new TolerationBuilder()
                .withKey(taint)
                .withOperator("Exists")
                .withEffect("NoExecute")
                .withTolerationSeconds(30L)
                .build();
    }

    private static Affinity affinity(Installation of, String component, ObjectNode own) {
        if (own != null) {
            return Serialization.unmarshal(own.toString(), Affinity.class);
        }
        return of.spec().single() ? null : apart(of, component);
    }

    private static Affinity apart(Installation of, String component) {
        return new AffinityBuilder()
                .withNewPodAntiAffinity()
                .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                .withWeight(100)
                .withNewPodAffinityTerm()
                .withTopologyKey("kubernetes.io/hostname")
                .withLabelSelector(of.matching(component))
                .endPodAffinityTerm()
                .endPreferredDuringSchedulingIgnoredDuringExecution()
                .endPodAntiAffinity()
                .build();
    }

    static List<TopologySpreadConstraint> spread(Installation of, String component) {
        boolean wanted = !Boolean.FALSE.equals(of.spec().appOrDefault().topologySpread());
        return wanted && !of.spec().single()
                ? List.of(
                        over(of, component, "kubernetes.io/hostname"),
                        over(of, component, "topology.kubernetes.io/zone"))
                : List.of();
    }

    private static TopologySpreadConstraint over(Installation of, String component, String key) {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey(key)
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withLabelSelector(of.matching(component))
                .build();
    }
}
