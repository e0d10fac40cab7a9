package dev.selvedge.domain.projects;

import java.util.Collection;
import java.util.Map;

/** What one room keeps in projects. Each room that stores something brings one. */
public interface Usage {

    /** Bytes in the object store by project; projects without any may be left out. */
    default Map<ProjectId, Long> bytes(Collection<ProjectId> projects) {
        return Map.of();
    }

    /** Runs that are not deleted, by project; projects without any may be left out. */
    default Map<ProjectId, Long> runs(Collection<ProjectId> projects) {
        return Map.of();
    }
}
