package dev.selvedge.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code BuildImage STAGE VERSION ARCHITECTURE TAR NAME}: each folder of STAGE ({@code system java libraries application}) is
 * a root of its own and becomes a layer; those that change seldom come first, so that pulls of a new version are small.
 */
public final class BuildImage {

    private static final List<String> LAYERS = List.of("system", "java", "libraries", "application");

    /** What the AOT cache was made with: it is void when a file of the class path has another time. */
    private static final Instant TIME = Instant.ofEpochSecond(1);

    private BuildImage() {}

    public static void main(String[] arguments) throws Exception {
        Path stage = Path.of(arguments[0]);
        String version = arguments[1];
        String name = arguments[4];
        JibContainerBuilder image = Jib.fromScratch()
                .setFormat(ImageFormat.OCI)
                .setPlatforms(Set.of(new Platform(arguments[2], "linux")))
                .setCreationTime(TIME)
                .setUser("10001:0")
                .setWorkingDirectory(AbsoluteUnixPath.get("/data"))
                .setExposedPorts(Set.of(Port.tcp(8080), Port.tcp(9090)))
                .setVolumes(Set.of(AbsoluteUnixPath.get("/data"), AbsoluteUnixPath.get("/tmp")))
                .setEnvironment(Map.of("PATH", "/opt/java/bin", "LANG", "C.UTF-8", "HOME", "/data"))
                .setLabels(Map.of(
                        "org.opencontainers.image.title", name,
                        "org.opencontainers.image.version", version,
                        "org.opencontainers.image.licenses", "Apache-2.0"))
                .setEntrypoint(Files.readAllLines(stage.resolve("entrypoint")))
                .setProgramArguments(Files.readAllLines(stage.resolve("arguments")));
        for (String layer : LAYERS) {
            if (Files.isDirectory(stage.resolve(layer))) {
                image.addFileEntriesLayer(layer(layer, stage.resolve(layer)));
            }
        }
        Path tar = Path.of(arguments[3]);
        image.containerize(
                Containerizer.to(TarImage.at(tar).named(ImageReference.of(null, "selvedge/" + name, version)))
                        .setBaseImageLayersCache(stage.resolve("cache"))
                        .setApplicationLayersCache(stage.resolve("cache"))
                        .setOfflineMode(true));
        System.out.println(tar + " " + (Files.size(tar) >> 20) + " MB");
    }

    private static FileEntriesLayer layer(String name, Path root) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : entries.sorted().toList()) {
                layer.addEntryRecursive(
                        entry,
                        AbsoluteUnixPath.get("/" + entry.getFileName()),
                        (source, target) -> permissions(source, target.toString()),
                        (source, target) -> TIME);
            }
        }
        return layer.build();
    }

    /** Any user may run it, whatever id a cluster gives: group and others read, and the two writable folders are open. */
    private static FilePermissions permissions(Path source, String target) {
        if (target.equals("/data") || target.equals("/tmp")) {
            return FilePermissions.fromOctalString("777");
        }
        boolean runs = Files.isDirectory(source) || Files.isExecutable(source);
        return FilePermissions.fromOctalString(runs ? "755" : "644");
    }
}
