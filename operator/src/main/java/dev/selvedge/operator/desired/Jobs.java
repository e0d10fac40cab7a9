package dev.selvedge.operator.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;

/** Work that ends: bringing the schema up to date, examining what the installation stands on. */
public final class Jobs {

    private static final int A_DAY = 86_400;

    private Jobs() {}

    /** One for each version and each set of connections: a Job cannot be changed. */
    public static String migrateName(Installation of) {
        return of.named("migrate-" + Versions.brief(of.image() + of.connections() + Connections.mysql(of)));
    }

    public static Job migrate(Installation of) {
        Container container = job(of, "migrate", List.of("migrate", "--data-dir=/data"), Connections.mysql(of));
        return job(of, of.meta(migrateName(of), "migrate"), "migrate", List.of(container), 3);
    }

    public static String doctorName(Installation of) {
        return of.named("doctor-" + Versions.brief(of.image() + of.connections() + ServerVariables.of(of, List.of())));
    }

    /** Each part in a container of its own, so that one that hangs or fails leaves the others' findings. */
    public static Job doctor(Installation of) {
        // all a server has: what links are signed for and which origin asks belong to it
        List<EnvVar> env = ServerVariables.of(of, List.of());
        List<Container> containers =
                List.of(examination(of, "mysql", env), examination(of, "redis", env), examination(of, "bucket", env));
        return job(of, of.meta(doctorName(of), "doctor"), "doctor", containers, 0)
                .edit()
                .editSpec()
                .withActiveDeadlineSeconds(120L)
                .endSpec()
                .build();
    }

    private static Container examination(Installation of, String part, List<EnvVar> env) {
        return new ContainerBuilder(job(of, part, List.of("doctor", part), List.of()))
                .withEnv(env)
                .withEnvFrom(of.spec().appOrDefault().extraEnvFrom())
                .build();
    }

    static Container job(Installation of, String name, List<String> arguments, List<EnvVar> variables) {
        Variables env = new Variables()
                .text("SELVEDGE_CA_FOLDER", Authorities.any(of) ? Authorities.FOLDER : null)
                .text("JDK_JAVA_OPTIONS", "-XX:MaxRAMPercentage=65 -Djava.io.tmpdir=/tmp");
        return new ContainerBuilder(Pods.container(of, name, Pods.mounts(of)))
                .withArgs(arguments)
                .withEnv(env.more(variables).list())
                .withResources(Presets.job())
                // what it said last stands in the pod's status then, where the operator reads it
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .build();
    }

    static Job job(Installation of, ObjectMeta meta, String component, List<Container> containers, int retries) {
        return new JobBuilder()
                .withMetadata(meta)
                .withNewSpec()
                .withBackoffLimit(retries)
                .withTtlSecondsAfterFinished(A_DAY)
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(of.labels(component))
                .endMetadata()
                .withSpec(pod(of, containers))
                .endTemplate()
                .endSpec()
                .build();
    }

    static PodSpec pod(Installation of, List<Container> containers) {
        return new PodSpecBuilder(Pods.base(of))
                .withRestartPolicy("Never")
                .withServiceAccountName(Accounts.name(of))
                .withNodeSelector(of.spec().appOrDefault().nodeSelector())
                .withTolerations(of.spec().appOrDefault().tolerations())
                .withContainers(containers)
                .withVolumes(Pods.volumes(of))
                .build();
    }
}
