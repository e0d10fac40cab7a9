package dev.selvedge.domain.sweeps;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Tests say by hand which runs wait in a queue. */
final class FakeSweepLaunch implements SweepLaunch {

    final Set<String> underway = new HashSet<>();

    @Override
    public void queueScheduler(Caller caller, Sweep sweep, String scheduler, String templateVariables) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> underway(ProjectId project, Collection<String> runs) {
        Set<String> found = new HashSet<>(runs);
        found.retainAll(underway);
        return found;
    }
}
