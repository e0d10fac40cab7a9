package dev.selvedge.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How long a job's rounds take and when the last good one ended: a job that stops is seen by its age. */
final class JobMeter {

    private final String job;
    private final MeterRegistry meters;
    private final AtomicLong lastSuccess = new AtomicLong();

    JobMeter(String job, MeterRegistry meters) {
        this.job = job;
        this.meters = meters;
        Gauge.builder("selvedge.job.last.success", lastSuccess, at -> at.get() / 1000.0)
                .baseUnit("seconds")
                .description("When this process last finished the job well, in seconds since 1970; 0 = never")
                .tag("job_name", job)
                .register(meters);
    }

    void time(Runnable work) {
        long start = System.nanoTime();
        String outcome = "error";
        try {
            work.run();
            outcome = "ok";
            lastSuccess.set(System.currentTimeMillis());
        } finally {
            Timer.builder("selvedge.job")
                    .description("Rounds of recurring jobs")
                    .tag("job_name", job)
                    .tag("outcome", outcome)
                    .register(meters)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }
}
