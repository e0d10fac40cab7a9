package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistorySegment;
import dev.selvedge.platform.Fault;

/** Opens sealed rows. */
public final class Segments {

    Block block(HistorySegment segment) {
        throw Fault.notBuilt("Reading the sealed rows " + segment.key());
    }
}
