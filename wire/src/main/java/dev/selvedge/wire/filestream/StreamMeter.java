package dev.selvedge.wire.filestream;

import dev.selvedge.domain.runs.StreamUpdate;

/** Hears of each request that was acknowledged. */
public interface StreamMeter {

    void accepted(StreamUpdate update, long inflatedBytes);
}
