package dev.selvedge.domain.runs;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How long a run worked. */
public final class RunTime {

    private RunTime() {}

    /** What the client counted, also over several resumptions; else the time between start and last sign of life. */
    public static Duration active(Run run, String summaryText) {
        ObjectNode summary = RunJson.parseObject(summaryText, "summary");
        JsonNode total = summary.path("_wandb").path("runtime");
        JsonNode seconds = total.isNumber() ? total : summary.path("_runtime");
        if (seconds.isNumber() && Double.isFinite(seconds.doubleValue()) && seconds.doubleValue() >= 0) {
            return Duration.ofMillis((long) (seconds.doubleValue() * 1000));
        }
        Instant end = run.life().finishedAt() == null
                ? run.life().heartbeatAt()
                : run.life().finishedAt();
        Duration wall = Duration.between(run.life().createdAt(), end);
        return wall.isNegative() ? Duration.ZERO : wall;
    }
}
