package dev.selvedge.domain.automations.alerts;

import dev.selvedge.domain.automations.Severity;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import java.time.Instant;

/** One thing said about a run. */
public record RunAlert(
        long id,
        RunId run,
        ProjectId project,
        Kind kind,
        String title,
        String text,
        Severity severity,
        Instant createdAt) {

    public enum Kind {
        /** The program said it itself. */
        SCRIPTED,
        FINISHED,
        /** The run failed, or was not heard of any more. */
        CRASHED
    }
}
