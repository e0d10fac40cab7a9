package dev.selvedge.server.operations;

import dev.selvedge.platform.RecurringJob;
import dev.selvedge.server.Settings;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TableSizes;
import dev.selvedge.storage.sql.WaitingWork;
import dev.selvedge.storage.sql.backups.BackupNotes;
import dev.selvedge.wire.filestream.StreamMeter;
import io.micrometer.context.ContextRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Probes, metrics and the record of requests. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

    OperationsConfiguration() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new LogContext());
    }

    @Bean(destroyMethod = "close")
    JvmGcMetrics collections() {
        return new JvmGcMetrics();
    }

    @Bean(destroyMethod = "close")
    JvmHeapPressureMetrics heapPressure() {
        return new JvmHeapPressureMetrics();
    }

    @Bean(destroyMethod = "close")
    PrometheusMeterRegistry meters(JvmGcMetrics collections, JvmHeapPressureMetrics pressure) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List.of(
                        collections,
                        pressure,
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(meters));
        return meters;
    }

    @Bean
    Drain drain(Settings settings) {
        return new Drain(settings.operations().drain());
    }

    @Bean
    Health health(Database database, Clock clock, Drain drain, FirstAnswer bucket) {
        return new Health(database, clock, drain, bucket);
    }

    @Bean
    HealthEndpoint healthEndpoint(Health health) {
        return new HealthEndpoint(health);
    }

    @Bean
    OperationsServer operationsServer(Settings settings, PrometheusMeterRegistry meters, Health health) {
        return new OperationsServer(settings.operations(), meters, health);
    }

    @Bean
    Traffic traffic() {
        return new Traffic();
    }

    @Bean
    FilterRegistrationBean<RequestRecord> requestRecord(MeterRegistry meters, Traffic traffic, Settings settings) {
        FilterRegistrationBean<RequestRecord> registration = new FilterRegistrationBean<>(
                new RequestRecord(meters, traffic, settings.operations().requestLog()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    StreamMeter streamMeter(MeterRegistry meters) {
        return new StreamMeters(meters);
    }

    @Bean
    DatabaseMeters databaseMeters(Database database, MeterRegistry meters) {
        return new DatabaseMeters(database, meters);
    }

    /**
     * Of an installation with one file for a backup the server knows nothing: the file lies wherever it was wanted. Its database is a
     * file too, as large as one sees.
     */
    @Bean
    SmartInitializingSingleton sharedDatabaseMeters(Database database, MeterRegistry meters, Clock clock) {
        return () -> {
            if (database.engine().isShared()) {
                new BackupMeters(notes(database), meters, clock);
                new TableMeters(new TableSizes(database)::bytes, meters, clock);
            }
        };
    }

    @Bean
    QueueMeters queueMeters(Database database, List<RecurringJob> jobs, MeterRegistry meters, Clock clock) {
        WaitingWork work =
                new WaitingWork(database, jobs.stream().map(RecurringJob::name).toList());
        return new QueueMeters(work::oldest, meters, clock);
    }

    private static BackupMeters.Notes notes(Database database) {
        BackupNotes notes = new BackupNotes(database.sql());
        return new BackupMeters.Notes() {
            @Override
            public Map<String, Instant> all() {
                return notes.all();
            }

            @Override
            public Optional<Instant> beginning() {
                return notes.beginning();
            }
        };
    }
}
