package dev.selvedge.operator.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A container of the server's image as a process of this machine: its arguments, variables, Secrets, memory limit and probes are the
 * container's; folders stand for its volumes, free ports for its ports.
 */
final class ContainerProcess {

    /** Which port of this machine stands for one of a container's. */
    interface Ports {
        int of(String component, int containerPort) throws IOException;
    }

    private final KubernetesClient client;
    private final String namespace;
    private final Container container;
    private final Path folder;
    private final Map<Integer, Integer> ports = new LinkedHashMap<>();
    private Process process;
    private int restarts = -1;

    ContainerProcess(
            KubernetesClient client, String namespace, String component, Container container, Path folder, Ports ports)
            throws IOException {
        this.client = client;
        this.namespace = namespace;
        this.container = container;
        this.folder = Files.createDirectories(folder);
        // a worker listens where the api does, too, without saying so
        for (int each : List.of(8080, 9090)) {
            this.ports.put(each, ports.of(component, each));
        }
        start();
    }

    Container container() {
        return container;
    }

    void start() throws IOException {
        restarts++;
        process = command(container.getArgs()).start();
    }

    /** {@code kubectl exec}: the same program in the same surroundings. */
    String run(String... arguments) throws Exception {
        Path out = folder.resolve("exec");
        ProcessBuilder builder = command(List.of(arguments)).redirectOutput(out.toFile());
        builder.redirectErrorStream(false).redirectError(ProcessBuilder.Redirect.DISCARD);
        if (builder.start().waitFor() != 0) {
            throw new IOException(String.join(" ", arguments) + " failed: " + Files.readString(out));
        }
        return Files.readString(out).strip();
    }

    private ProcessBuilder command(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:MaxRAM=" + memory(), "-jar"));
        command.add(RealServerTest.SERVER.toString());
        for (String each : arguments) {
            command.add(here(each));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> !name.equals("PATH"));
        variables().forEach((name, value) -> variables.put(name, here(value)));
        return builder;
    }

    private String memory() {
        Quantity limit = container.getResources().getLimits().get("memory");
        return limit.getNumericalAmount().toBigInteger().toString();
    }

    /** With this machine's folders and ports. */
    private String here(String text) {
        String local = text;
        for (VolumeMount each : container.getVolumeMounts()) {
            Path place = folder.resolve(each.getName());
            place.toFile().mkdirs();
            local = local.replaceAll("=" + each.getMountPath() + "$", "=" + place);
        }
        for (Map.Entry<Integer, Integer> each : ports.entrySet()) {
            local = local.replaceAll("port=" + each.getKey() + "$", "port=" + each.getValue());
        }
        // nobody else is to reach it
        return local.replaceAll("(?<=^|=)0\\.0\\.0\\.0$", "127.0.0.1");
    }

    private Map<String, String> variables() {
        Map<String, String> all = new LinkedHashMap<>();
        for (EnvVar each : container.getEnv()) {
            String value = each.getValueFrom() == null
                    ? each.getValue()
                    : secret(
                            each.getValueFrom().getSecretKeyRef().getName(),
                            each.getValueFrom().getSecretKeyRef().getKey());
            for (Map.Entry<String, String> known : all.entrySet()) {
                value = value.replace("$(" + known.getKey() + ")", known.getValue());
            }
            all.put(each.getName(), value);
        }
        return all;
    }

    private String secret(String name, String key) {
        Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
    }

    Process process() {
        return process;
    }

    int restarts() {
        return restarts;
    }

    private Path log() {
        return folder.resolve(container.getName() + ".log");
    }

    String logs() throws IOException {
        return Files.readString(log());
    }

    /** {@code terminationMessagePolicy: FallbackToLogsOnError}. */
    String lastWords() throws IOException {
        String text = logs();
        return text.substring(Math.max(0, text.length() - 2048));
    }

    boolean answers(Probe probe) {
        HTTPGetAction action = probe.getHttpGet();
        try {
            URI uri = URI.create("http://127.0.0.1:" + port(action) + action.getPath());
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(2000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() < 400;
        } catch (IOException notYet) {
            return false;
        }
    }

    private int port(HTTPGetAction action) {
        return Stream.ofNullable(container.getPorts())
                .flatMap(List::stream)
                .filter(each -> each.getName().equals(action.getPort().getStrVal()))
                .map(ContainerPort::getContainerPort)
                .map(ports::get)
                .findFirst()
                .orElseThrow();
    }
}
