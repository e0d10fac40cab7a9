package dev.selvedge.domain.runs;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.util.List;

/** Takes a run back to an earlier step, from which its client then goes on. */
public final class RunRewinds {

    private final RunStore runs;
    private final RunHistories histories;
    private final RunArchives archives;
    private final RunProjects projects;
    private final Transactions transactions;
    private final Clock clock;

    public RunRewinds(
            RunStore runs,
            RunHistories histories,
            RunArchives archives,
            RunProjects projects,
            Transactions transactions,
            Clock clock) {
        this.runs = runs;
        this.histories = histories;
        this.archives = archives;
        this.projects = projects;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What was logged so far stays as an archive. The run keeps the rows whose {@code _step} is at most {@code step};
     * system metrics and console lines begin anew.
     */
    public Run rewind(Caller caller, String entity, String project, String name, long step) {
        caller.requireSignedIn();
        ProjectId found = projects.find(caller, entity, project).orElseThrow(() -> unknown(name));
        projects.requireWrite(caller, found);
        return transactions.inTransaction(() -> {
            Run run = runs.find(found, name)
                    .flatMap(it -> runs.lock(it.id()))
                    .filter(it -> !it.isDeleted())
                    .orElseThrow(() -> unknown(name));
            RunHistories.Branch branch = histories.branch(run.history(), step);
            String summary = runs.documents(List.of(run.id())).get(run.id()).summary();
            archives.keep(run, step, summary, clock.instant());
            runs.saveSummary(run.id(), histories.lastRow(branch.id()).orElse(RunDocuments.EMPTY));
            runs.save(run.with(branch.id())
                    .with(new RunCounts(branch.rows(), 0, 0, branch.lastStep()))
                    .with(run.life().started(clock.instant())));
            return runs.find(run.id()).orElseThrow();
        });
    }

    private static Fault unknown(String name) {
        return Fault.notFound("There is no run " + name + " to rewind in this project");
    }
}
