package dev.selvedge.domain.charts;

import dev.selvedge.domain.people.EntityId;
import java.util.List;
import java.util.Optional;

/** Where custom charts are kept. Entity names are left out. */
public interface ChartStore {

    /** The id is ignored. CONFLICT when the entity has a chart of that name. */
    CustomChart insert(CustomChart chart);

    Optional<CustomChart> find(EntityId entity, String name);

    boolean delete(long id);

    /** By number, above {@code after}; only public ones where {@code all} is false. */
    List<CustomChart> of(EntityId entity, boolean all, long after, int limit);
}
