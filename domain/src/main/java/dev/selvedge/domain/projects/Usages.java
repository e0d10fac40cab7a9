package dev.selvedge.domain.projects;

import dev.selvedge.domain.people.EntityId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What all rooms together keep in projects. */
public final class Usages {

    private final ProjectStore projects;
    private final List<Usage> rooms;

    public Usages(ProjectStore projects, List<Usage> rooms) {
        this.projects = projects;
        this.rooms = List.copyOf(rooms);
    }

    /** Every one of {@code of} is in the answer. */
    public Map<ProjectId, Long> bytes(Collection<ProjectId> of) {
        return sum(of, room -> room.bytes(of));
    }

    public long bytes(EntityId entity) {
        return total(bytes(projects.idsOf(entity)));
    }

    public long runs(EntityId entity) {
        List<ProjectId> of = projects.idsOf(entity);
        return total(sum(of, room -> room.runs(of)));
    }

    private Map<ProjectId, Long> sum(Collection<ProjectId> of, Function<Usage, Map<ProjectId, Long>> part) {
        Map<ProjectId, Long> sums = new HashMap<>();
        of.forEach(project -> sums.put(project, 0L));
        if (!of.isEmpty()) {
            rooms.forEach(
                    room -> part.apply(room).forEach((project, number) -> sums.merge(project, number, Long::sum)));
        }
        return sums;
    }

    private static long total(Map<ProjectId, Long> sums) {
        return sums.values().stream().mapToLong(Long::longValue).sum();
    }
}
