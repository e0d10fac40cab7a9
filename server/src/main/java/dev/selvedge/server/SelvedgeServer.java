package dev.selvedge.server;

import dev.selvedge.server.backends.ReferenceNames;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole server in one process. */
@SpringBootApplication(scanBasePackages = {"dev.selvedge.wire", "dev.selvedge.server"})
@EnableConfigurationProperties(Settings.class)
public class SelvedgeServer {

    /** Starts and returns once it listens. {@code properties} win over the environment. */
    public static ConfigurableApplicationContext start(Map<String, Object> properties) {
        SpringApplication application = new SpringApplication(SelvedgeServer.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(true);
        application.setDefaultProperties(ReferenceNames.settings(System.getenv()));
        Map<String, Object> all = new LinkedHashMap<>(properties);
        return application.run(all.entrySet().stream()
                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new));
    }
}
