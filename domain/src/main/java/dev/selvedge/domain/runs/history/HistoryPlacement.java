package dev.selvedge.domain.runs.history;

import dev.selvedge.domain.objects.PlaceId;
import java.util.Optional;

/** Where new segments of a history go. */
public interface HistoryPlacement {

    HistoryPlacement HOME = history -> Optional.empty();

    /** Empty for the installation's own place, as for the history of a run that is gone. */
    Optional<PlaceId> of(HistoryId history);
}
