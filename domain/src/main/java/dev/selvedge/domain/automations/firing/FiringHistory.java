package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.AutomationId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import java.util.List;

/** What an automation did, for those who were shown the automation. */
public final class FiringHistory {

    private static final int LONGEST_PAGE = 1_000;

    private final FiringStore store;

    public FiringHistory(FiringStore store) {
        this.store = store;
    }

    /** Newest first; the cursor is the number of the last one of a page. */
    public Page<Firing> of(AutomationId automation, Integer first, String after) {
        int size = first == null ? 50 : Math.clamp(first, 1, LONGEST_PAGE);
        List<Firing> found = store.of(automation, cursor(after), size + 1);
        List<Firing> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown,
                shown.stream().map(each -> Long.toString(each.id().value())).toList(),
                found.size() > size);
    }

    private static long cursor(String after) {
        try {
            return after == null || after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new Fault(Fault.Code.INVALID, "The cursor " + after + " is none of this list", e);
        }
    }
}
