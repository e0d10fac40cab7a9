package dev.selvedge.operator.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;

/** What all pods have in common: they pass Pod Security {@code restricted} and run on a read-only root file system. */
final class Pods {

    private static final long USER = 10001;

    private Pods() {}

    /** Without containers, account and placement. */
    static PodSpec base(Installation of) {
        return new PodSpecBuilder()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withImagePullSecrets(of.spec().imagePullSecrets().stream()
                        .map(LocalObjectReference::new)
                        .toList())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .build();
    }

    /** Without arguments, variables and resources. */
    static Container container(Installation of, String name, List<VolumeMount> mounts) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(of.image())
                .withImagePullPolicy("IfNotPresent")
                .withSecurityContext(security())
                .withVolumeMounts(mounts)
                .build();
    }

    private static SecurityContext security() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }

    static List<VolumeMount> mounts(Installation of) {
        List<VolumeMount> mounts = new ArrayList<>(List.of(mount("tmp", "/tmp"), mount("data", "/data")));
        if (Authorities.any(of)) {
            mounts.add(mount("ca", Authorities.FOLDER).edit().withReadOnly(true).build());
        }
        return mounts;
    }

    static List<Volume> volumes(Installation of) {
        List<Volume> volumes =
                new ArrayList<>(List.of(scratch("tmp"), of.spec().single() ? kept(of) : scratch("data")));
        if (Authorities.any(of)) {
            volumes.add(Authorities.volume(of));
        }
        return volumes;
    }

    static VolumeMount mount(String name, String path) {
        return new VolumeMountBuilder().withName(name).withMountPath(path).build();
    }

    static Volume scratch(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }

    static Volume claim(String name, String claim) {
        return new VolumeBuilder()
                .withName(name)
                .withNewPersistentVolumeClaim()
                .withClaimName(claim)
                .endPersistentVolumeClaim()
                .build();
    }

    private static Volume kept(Installation of) {
        return claim("data", of.named("data"));
    }

    static Probe probe(String path, String port, int period, Integer timeout, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withNewPort(port)
                .endHttpGet()
                .withPeriodSeconds(period)
                .withTimeoutSeconds(timeout)
                .withFailureThreshold(failures)
                .build();
    }
}
