package dev.selvedge.server;

import dev.selvedge.server.backends.ReferenceNames;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The settings a server would start with here, for commands that do without one. */
public final class SettingsReader {

    private SettingsReader() {}

    /** @param properties {@code --key=value}, which win over files and environment */
    public static Settings read(String... properties) {
        try (var context = quietly(SettingsConfiguration.class).run(properties)) {
            return context.getBean(Settings.class);
        }
    }

    /** Commands print their answer and nothing else. */
    public static String[] silent(String... properties) {
        return Stream.concat(
                        Arrays.stream(properties),
                        Stream.of("root", "dev.selvedge", "org.flywaydb")
                                .map(logger -> "--logging.level." + logger + "=off"))
                .toArray(String[]::new);
    }

    /** An application that neither listens nor talks. */
    static SpringApplicationBuilder quietly(Class<?> composition) {
        return new SpringApplicationBuilder(composition)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(ReferenceNames.settings(System.getenv()));
    }
}
