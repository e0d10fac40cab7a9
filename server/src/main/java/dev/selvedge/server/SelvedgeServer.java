package dev.selvedge.server;

import dev.selvedge.server.backends.ReferenceNames;
import dev.selvedge.wire.graphql.SchemaTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.aot.AotDetector;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.servlet.GraphQlWebMvcAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.metrics.TomcatMetricsAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.util.ClassUtils;

/**
 * The whole server in one process. Each of its routes reads and writes for itself ({@link Routes}); what Spring has for
 * annotated controllers, and their bodies in JSON or XML, would be a tenth of a start and never be asked.
 */
@SpringBootApplication(
        scanBasePackages = {"dev.selvedge.wire", "dev.selvedge.server"},
        exclude = {
            AopAutoConfiguration.class,
            ErrorMvcAutoConfiguration.class,
            GraphQlWebMvcAutoConfiguration.class,
            HttpMessageConvertersAutoConfiguration.class,
            TaskSchedulingAutoConfiguration.class,
            TomcatMetricsAutoConfiguration.class,
            WebMvcAutoConfiguration.class
        })
public class SelvedgeServer {

    private static final String PREPARED = SelvedgeServer.class.getName() + "__ApplicationContextInitializer";

    /** What the build runs to find out which parts there are; see {@link PartsMaker}. */
    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /**
     * As {@link #start}, with the parts as the build found them: nothing is searched for on the class path and no
     * condition is asked, so none of our parts may depend on one. For the server that is the only one of its process.
     */
    public static ConfigurableApplicationContext startAsBuilt(Map<String, Object> properties) {
        if (isPackaged() && ClassUtils.isPresent(PREPARED, SelvedgeServer.class.getClassLoader())) {
            SpringProperties.setFlag(AotDetector.AOT_ENABLED);
        }
        return start(properties);
    }

    /** Starts and returns once it listens. {@code properties} win over the environment. */
    public static ConfigurableApplicationContext start(Map<String, Object> properties) {
        Map<String, Object> all = new LinkedHashMap<>(properties);
        return application()
                .run(all.entrySet().stream()
                        .map(e -> "--" + e.getKey() + "=" + e.getValue())
                        .toArray(String[]::new));
    }

    /** A folder of classes may hold what an earlier build found. */
    private static boolean isPackaged() {
        return SelvedgeServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .endsWith(".jar");
    }

    private static SpringApplication application() {
        SchemaTypes.readAhead();
        // it loads, on a second thread, what a server soon has itself, or has no use for, such as a reader of XML
        System.setProperty("spring.backgroundpreinitializer.ignore", "true");
        SpringApplication application = new SpringApplication(SelvedgeServer.class);
        application.setMainApplicationClass(SelvedgeServer.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(true);
        application.setDefaultProperties(ReferenceNames.settings(System.getenv()));
        return application;
    }
}
