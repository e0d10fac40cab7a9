package dev.selvedge.domain.automations.alerts;

import dev.selvedge.domain.automations.Severity;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunEvents;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.RunTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Says that a run has finished or crashed, to those who want to hear it. */
public final class EndAlerts implements RunEvents {

    private final AlertStore store;
    private final AlertRouting routing;
    private final RunStore runs;
    private final Clock clock;

    public EndAlerts(AlertStore store, AlertRouting routing, RunStore runs, Clock clock) {
        this.store = store;
        this.routing = routing;
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public void changed(Run before, Run after) {
        if (before == null || before.state() == after.state() || !after.state().isOver()) {
            return;
        }
        RunAlert.Kind kind = switch (after.state()) {
            case FINISHED -> RunAlert.Kind.FINISHED;
            case FAILED, CRASHED -> RunAlert.Kind.CRASHED;
            // somebody stopped it, or the machine was taken and the run goes on elsewhere
            default -> null;
        };
        if (kind != null && store.anyWantsEnds() && routing.isWanted(after, kind)) {
            routing.send(after, alert(after, kind));
        }
    }

    private RunAlert alert(Run run, RunAlert.Kind kind) {
        boolean finished = kind == RunAlert.Kind.FINISHED;
        return new RunAlert(
                0,
                run.id(),
                run.project(),
                kind,
                "Run " + run.about().displayName() + " " + run.state().word(),
                finished
                        ? "The run finished after " + words(active(run)) + "."
                        : "The run " + run.state().word() + " after " + words(active(run)) + ".",
                finished ? Severity.INFO : Severity.ERROR,
                clock.instant());
    }

    private Duration active(Run run) {
        return RunTime.active(
                run, runs.documents(List.of(run.id())).get(run.id()).summary());
    }

    private static String words(Duration time) {
        return time.toHours() + " h " + time.toMinutesPart() + " min " + time.toSecondsPart() + " s";
    }
}
