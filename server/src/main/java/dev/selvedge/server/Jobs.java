package dev.selvedge.server;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MariaDBJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.selvedge.platform.RecurringJob;
import dev.selvedge.server.operations.MeteredObjectStore;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.Engine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the rooms' recurring jobs from rows in the database, each on one replica at a time. */
@Component
class Jobs implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    private final Scheduler scheduler;
    private final boolean wanted;
    private volatile boolean running;

    Jobs(
            Database database,
            List<RecurringJob> jobs,
            MeterRegistry meters,
            OutageLog outage,
            Clock clock,
            Settings settings) {
        this.wanted = settings.roles().contains(Role.WORKER);
        this.scheduler = Scheduler.create(database.dataSource())
                .startTasks(jobs.stream().map(job -> task(job, meters, outage)).toList())
                // one server with a wrong clock would put a job off for all
                .clock(clock::instant)
                .jdbcCustomization(customization(database.engine()))
                // names of machines may be longer than the column
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .threads(3)
                .pollingInterval(Duration.ofSeconds(1))
                // a job of a server that died is taken over within 40 seconds: dead ones are looked for every other
                // beat
                .heartbeatInterval(Duration.ofSeconds(5))
                .missedHeartbeatsLimit(6)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .build();
    }

    private static JdbcCustomization customization(Engine engine) {
        return switch (engine) {
            case H2 -> new DefaultJdbcCustomization(true);
            case MYSQL -> new MySQL8JdbcCustomization(true);
            case MARIADB -> new MariaDBJdbcCustomization(true);
        };
    }

    private static RecurringTask<?> task(RecurringJob job, MeterRegistry meters, OutageLog outage) {
        JobMeter meter = new JobMeter(job.name(), meters);
        return Tasks.recurring(job.name(), FixedDelay.of(job.every())).execute((instance, context) -> {
            try {
                meter.time(job.work());
            } catch (RuntimeException e) {
                if (e.getCause() instanceof MeteredObjectStore.Held) {
                    log.info(
                            "Job {} goes on later: {}", job.name(), e.getCause().getMessage());
                    return;
                }
                // the next round tries again; the scheduler's own message would name neither job nor cause
                if (!outage.isTheReason(e)) {
                    log.error("Job {} failed", job.name(), e);
                }
            }
        });
    }

    @Override
    public void start() {
        if (wanted) {
            scheduler.start();
            running = true;
        }
    }

    @Override
    public void stop() {
        running = false;
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
