package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** "production" is moved by those who answer for it: whoever manages the registry, not everybody who links to it. */
public final class ProtectedAliases {

    private static final int MOST = 100;

    private final ProtectedAliasStore store;
    private final ArtifactProjects projects;
    private final Transactions transactions;

    public ProtectedAliases(ProtectedAliasStore store, ArtifactProjects projects, Transactions transactions) {
        this.store = store;
        this.projects = projects;
        this.transactions = transactions;
    }

    /** In order; of a registry that the caller was shown. */
    public Set<String> of(ProjectId registry) {
        return new TreeSet<>(store.of(registry));
    }

    public void replace(Caller caller, ProjectId registry, Collection<String> aliases) {
        ArtifactProjects.Place place =
                projects.visible(caller, registry).orElseThrow(() -> Fault.notFound("No such registry"));
        if (!projects.manages(caller, registry)) {
            throw Fault.denied("Only those who manage the registry may protect its aliases");
        }
        if (!place.registry()) {
            throw Fault.invalid("Aliases are protected in registries, and " + place.name() + " is none");
        }
        if (aliases.size() > MOST) {
            throw Fault.invalid("A registry may protect up to " + MOST + " aliases");
        }
        aliases.forEach(ArtifactNames::alias);
        transactions.inTransaction(() -> store.replace(registry, new TreeSet<>(aliases)));
    }

    /** DENIED when one of the aliases is protected in the project and the caller does not manage it. */
    void requireMayMove(Caller caller, ProjectId project, Collection<String> aliases) {
        if (aliases.isEmpty()) {
            return;
        }
        Set<String> guarded = store.of(project);
        aliases.stream()
                .filter(guarded::contains)
                .findFirst()
                .filter(alias -> !projects.manages(caller, project))
                .ifPresent(alias -> {
                    throw Fault.denied(
                            "The alias \"" + alias + "\" is protected: only those who manage the registry may move it");
                });
    }
}
