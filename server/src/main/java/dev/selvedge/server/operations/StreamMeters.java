package dev.selvedge.server.operations;

import dev.selvedge.domain.runs.StreamUpdate;
import dev.selvedge.wire.filestream.StreamMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How much of what training processes sent was acknowledged. */
final class StreamMeters implements StreamMeter {

    private final Counter bytes;
    private final Counter history;
    private final Counter events;
    private final Counter output;

    StreamMeters(MeterRegistry meters) {
        bytes = Counter.builder("selvedge.ingest.bytes")
                .description("Acknowledged file_stream bodies, after inflating")
                .baseUnit("bytes")
                .register(meters);
        history = lines(meters, "history");
        events = lines(meters, "events");
        output = lines(meters, "output");
    }

    private static Counter lines(MeterRegistry meters, String stream) {
        return Counter.builder("selvedge.ingest.lines")
                .description("Acknowledged lines by kind; repeated ones count again")
                .tag("stream", stream)
                .register(meters);
    }

    @Override
    public void accepted(StreamUpdate update, long inflatedBytes) {
        bytes.increment(inflatedBytes);
        history.increment(update.history().lines().count());
        events.increment(update.events().lines().count());
        output.increment(update.output().lines().count());
    }
}
