package dev.selvedge.domain.automations.alerts;

import static java.util.Objects.requireNonNullElse;

import dev.selvedge.domain.automations.Severity;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What programs say with {@code run.alert()}. */
public final class RunAlerts {

    private static final int LONGEST_TITLE = 255;
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_PAGE = 1_000;
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);

    private final AlertStore store;
    private final AlertRouting routing;
    private final RunStore runs;
    private final RunProjects projects;
    private final Transactions transactions;
    private final Clock clock;

    public RunAlerts(
            AlertStore store,
            AlertRouting routing,
            RunStore runs,
            RunProjects projects,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.routing = routing;
        this.runs = runs;
        this.projects = projects;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Keeps the alert and sends it on, unless the run said something under the same title less than {@code wait} ago.
     *
     * @param wait null for none
     */
    public void say(
            Caller caller,
            String entity,
            String project,
            String runName,
            String title,
            String text,
            Severity severity,
            Duration wait) {
        caller.requireSignedIn();
        if (title.isBlank() || title.length() > LONGEST_TITLE) {
            throw Fault.invalid("An alert's title has 1 to " + LONGEST_TITLE + " characters");
        }
        if (text.length() > LONGEST_TEXT) {
            throw Fault.invalid("An alert's text has at most " + LONGEST_TEXT + " characters");
        }
        if (wait != null && (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0)) {
            throw Fault.invalid("An alert's waitDuration lies between nothing and a year");
        }
        ProjectId found = projects.find(caller, entity, project)
                .orElseThrow(() -> Fault.notFound("There is no project " + entity + "/" + project));
        projects.requireWrite(caller, found);
        Run run = runs.find(found, runName)
                .filter(each -> !each.isDeleted())
                .orElseThrow(() -> Fault.notFound("There is no run " + entity + "/" + project + "/" + runName));
        transactions.inTransaction(() -> {
            // several processes of one run say the same thing at the same moment
            runs.lock(run.id());
            Instant now = clock.instant();
            if (wait == null || !store.saidSince(run.id(), title, now.minus(wait))) {
                routing.send(
                        run,
                        new RunAlert(
                                0,
                                run.id(),
                                run.project(),
                                RunAlert.Kind.SCRIPTED,
                                title,
                                text,
                                requireNonNullElse(severity, Severity.INFO),
                                now));
            }
        });
    }

    /** Newest first, for those who were shown the run. */
    public Page<RunAlert> of(Run run, Integer first, String after) {
        int size = size(first);
        return page(store.of(run.id(), cursor(after), size + 1), size);
    }

    /** Newest first, for those who may see the project's runs. */
    public Page<RunAlert> of(Caller caller, ProjectId project, Integer first, String after) {
        int size = size(first);
        return projects.mayRead(caller, project)
                ? page(store.of(project, cursor(after), size + 1), size)
                : Page.empty();
    }

    private static int size(Integer first) {
        return first == null ? 50 : Math.clamp(first, 1, LONGEST_PAGE);
    }

    private static Page<RunAlert> page(List<RunAlert> found, int size) {
        List<RunAlert> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown, shown.stream().map(each -> Long.toString(each.id())).toList(), found.size() > size);
    }

    private static long cursor(String after) {
        try {
            return after == null || after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new Fault(Fault.Code.INVALID, "The cursor " + after + " is none of this list", e);
        }
    }
}
