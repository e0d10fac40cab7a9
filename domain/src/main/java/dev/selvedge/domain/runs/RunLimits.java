package dev.selvedge.domain.runs;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.RateLimiter;
import dev.selvedge.platform.RateLimiter.Decision;
import dev.selvedge.platform.RateLimiter.Limit;
import java.time.Duration;
import java.util.Optional;

/** How often and how much may be written, so that one project does not take the server from the others. */
public final class RunLimits {

    /**
     * Each second and per project, or per run; 0 = as much as the server can take.
     *
     * @param requestsPerRun of its file stream
     * @param runUpdates starts and changes of runs
     */
    public record Amounts(long streamRequests, long streamBytes, long requestsPerRun, long runUpdates) {}

    /** What is left to a client of the tightest limit on its requests. */
    public record Pace(long remaining, Duration reset) {}

    public static final RunLimits NONE = new RunLimits(null, new Amounts(0, 0, 0, 0));

    private final RateLimiter limiter;
    private final Amounts amounts;

    public RunLimits(RateLimiter limiter, Amounts amounts) {
        this.limiter = limiter;
        this.amounts = amounts;
    }

    /** @throws Fault RATE_LIMITED, with the time to wait */
    Optional<Pace> stream(ProjectId project, RunId run, long bytes) {
        Optional<Decision> all = take("stream-requests " + project.value(), 1, amounts.streamRequests());
        Optional<Decision> one = take("run-requests " + run.value(), 1, amounts.requestsPerRun());
        take("stream-bytes " + project.value(), bytes, amounts.streamBytes());
        return one.or(() -> all).map(decision -> new Pace(decision.remaining(), decision.reset()));
    }

    /** @throws Fault RATE_LIMITED, with the time to wait */
    void update(ProjectId project) {
        take("run-updates " + project.value(), 1, amounts.runUpdates());
    }

    private Optional<Decision> take(String key, long amount, long perSecond) {
        if (perSecond <= 0) {
            return Optional.empty();
        }
        Decision decision = limiter.take(key, amount, Limit.perSecond(perSecond));
        if (!decision.taken()) {
            throw Fault.rateLimited("Too much at once; slow down", decision.retryAfter());
        }
        return Optional.of(decision);
    }
}
