package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.projects.NewProject;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.platform.Fault;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The registries that programs link into without anybody having made them: one for models, one for datasets. */
public final class CoreRegistries {

    private record Core(String project, String type, String description) {}

    private static final List<Core> ALL = List.of(
            new Core("wandb-registry-model", "model", "Models of the organization"),
            new Core("wandb-registry-dataset", "dataset", "Datasets of the organization"));

    private final ProjectStore projects;
    private final CollectionStore types;
    private final Clock clock;

    public CoreRegistries(ProjectStore projects, CollectionStore types, Clock clock) {
        this.projects = projects;
        this.types = types;
        this.clock = clock;
    }

    public static boolean isCore(String project) {
        return ALL.stream().anyMatch(core -> core.project().equals(project));
    }

    /** Those that are missing. Nobody is their maker: rights in them come from the organization alone. */
    public void open(EntityId organization) {
        ALL.forEach(core -> open(organization, core));
    }

    /** The one of that name, made when missing. Whether the caller may is for who asks. */
    public Project open(EntityId organization, String project) {
        Core core = ALL.stream()
                .filter(each -> each.project().equals(project))
                .findFirst()
                .orElseThrow(() -> Fault.notFound("No such registry"));
        return open(organization, core);
    }

    private Project open(EntityId organization, Core core) {
        Optional<Project> known = projects.find(organization, core.project());
        if (known.isPresent()) {
            return known.get();
        }
        ProjectAbout about = new ProjectAbout(core.description(), false, null, null, null, null, false, null);
        Project made;
        try {
            made = projects.insert(
                    new NewProject(organization, core.project(), ProjectAccess.PRIVATE, null, about, clock.instant()));
        } catch (Fault raced) {
            return projects.find(organization, core.project()).orElseThrow(() -> raced);
        }
        types.ensureType(made.id(), core.type(), null, clock.instant());
        return made;
    }
}
