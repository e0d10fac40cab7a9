package dev.selvedge.operator.reconcile;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Who says where a name leads. */
@FunctionalInterface
public interface Names {

    /** @return addresses of each, an empty list where there is no such name; what nobody answered in time is left out */
    Map<String, List<String>> addresses(Collection<String> names);
}
