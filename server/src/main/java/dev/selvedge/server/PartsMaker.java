package dev.selvedge.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.util.FileSystemUtils;

/**
 * Runs at build time: finds out which parts the server has, so that no start need. In a JVM of its own, because Maven may run on
 * an older one that compiles nothing for this version.
 */
final class PartsMaker {

    private PartsMaker() {}

    /** @param arguments the folder of compiled classes, a folder for what is made, group and artifact of the module */
    public static void main(String[] arguments) throws Exception {
        Path target = Path.of(arguments[0]);
        Path made = Path.of(arguments[1]);
        FileSystemUtils.deleteRecursively(made);
        Path sources = Files.createDirectories(made.resolve("sources"));
        Path resources = Files.createDirectories(made.resolve("resources"));
        Path classes = Files.createDirectories(made.resolve("classes"));
        SpringApplicationAotProcessor.main(new String[] {
            SelvedgeServer.class.getName(),
            sources.toString(),
            resources.toString(),
            classes.toString(),
            arguments[2],
            arguments[3]
        });
        compile(files(sources), classes);
        FileSystemUtils.copyRecursively(resources, target);
        FileSystemUtils.copyRecursively(classes, target);
        // whatever thread was begun on the way does not keep the build waiting
        System.exit(0);
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-parameters",
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(sources);
            // what it has to say goes to standard error
            if (!compiler.getTask(null, files, null, options, null, units).call()) {
                throw new IllegalStateException("what tells the server's parts does not compile");
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
