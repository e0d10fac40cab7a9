package dev.selvedge.server;

import dev.selvedge.server.Settings.Mode;
import dev.selvedge.server.backends.DatabaseSettings;
import dev.selvedge.server.backends.RedisSettings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads the settings one after the other. To have the framework make the whole record would be simpler, and dearer at
 * each start: to call a constructor of two dozen parameters once, the JVM makes some fifty classes.
 */
@Configuration(proxyBeanMethods = false)
public class SettingsConfiguration {

    @Bean
    public static Settings settings(ConfigurableEnvironment environment) {
        Reading reading = new Reading(Binder.get(environment));
        Settings settings = new Settings(
                reading.value("mode", Mode.class, Mode.EMBEDDED),
                reading.value("secret", String.class, ""),
                reading.value("data-dir", Path.class, Path.of("selvedge-data")),
                reading.value("host", String.class, ""),
                reading.value("test-fixtures", Boolean.class, false),
                reading.value("local-restore", Boolean.class, false),
                reading.value("roles", Bindable.setOf(Role.class), EnumSet.allOf(Role.class)),
                reading.group("database", DatabaseSettings.class),
                reading.group("redis", RedisSettings.class),
                reading.group("limits", Settings.Limits.class),
                reading.group("operations", Settings.Operations.class),
                reading.group("tracing", Settings.Tracing.class),
                reading.value("trusted-proxies", Bindable.listOf(String.class), List.of()),
                reading.group("people", Settings.People.class),
                reading.group("audit", Settings.Audit.class),
                reading.group("runs", Settings.Runs.class),
                reading.group("objects", Settings.Objects.class),
                reading.group("files", Settings.Files.class),
                reading.group("history", Settings.History.class),
                reading.group("backup", Settings.Backup.class),
                reading.group("automations", Settings.Automations.class),
                reading.group("webhooks", Settings.Webhooks.class),
                reading.group("secrets", Settings.Secrets.class),
                reading.group("mail", Settings.Mail.class));
        reading.refuseOthers();
        return settings;
    }

    /** Remembers what was asked for. */
    private static final class Reading extends NoUnboundElementsBindHandler {

        private static final String PREFIX = "selvedge";

        private final Binder binder;
        private boolean all;

        Reading(Binder binder) {
            // variables of the environment may be meant for others
            super(DEFAULT, new UnboundElementsSourceFilter());
            this.binder = binder;
        }

        <T> T value(String name, Class<T> type, T otherwise) {
            return value(name, Bindable.of(type), otherwise);
        }

        <T> T value(String name, Bindable<T> type, T otherwise) {
            return binder.bind(PREFIX + "." + name, type, this).orElse(otherwise);
        }

        <T> T group(String name, Class<T> type) {
            return binder.bindOrCreate(PREFIX + "." + name, Bindable.of(type), this);
        }

        private record Nothing() {}

        /** @throws org.springframework.boot.context.properties.bind.BindException when a key was not asked for */
        void refuseOthers() {
            all = true;
            binder.bind(PREFIX, Bindable.of(Nothing.class), this);
        }

        @Override
        public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result)
                throws Exception {
            if (all) {
                super.onFinish(name, target, context, result);
            }
        }
    }
}
