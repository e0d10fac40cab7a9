package dev.selvedge.storage.history;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.PlacedKey;
import dev.selvedge.domain.runs.history.HistoryPlacement;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.domain.runs.history.HistoryStore.Layout;
import dev.selvedge.domain.runs.history.StreamState;
import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes segments of chunks. A lease row keeps several processes from sealing one stream at a time, and a process that was
 * killed anywhere leaves nothing but an object that no row refers to.
 */
public final class Sealer {

    private static final Logger log = LoggerFactory.getLogger(Sealer.class);

    private static final Duration LEASE = Duration.ofMinutes(10);

    /** Longer than any lease and than any reader holds on to a list of segments. */
    private static final Duration GRACE = Duration.ofHours(1);

    /** So long after it is due sealing gives way to requests. */
    static final Duration PUT_OFF = Duration.ofSeconds(20);

    private static final int BATCH = 100;

    private final HistoryStore store;
    private final ObjectStore objects;
    private final HistoryPlacement placement;
    private final Segments segments;
    private final BlockCache cache;
    private final RowGroup.Limits limits;
    private final BooleanSupplier quiet;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();

    /** @param quiet whether nobody waits for an answer of this process at the moment */
    public Sealer(
            HistoryStore store,
            ObjectStore objects,
            HistoryPlacement placement,
            Segments segments,
            BlockCache cache,
            BooleanSupplier quiet,
            Clock clock) {
        this(store, objects, placement, segments, cache, RowGroup.Limits.DEFAULT, quiet, clock);
    }

    Sealer(
            HistoryStore store,
            ObjectStore objects,
            HistoryPlacement placement,
            Segments segments,
            BlockCache cache,
            RowGroup.Limits limits,
            BooleanSupplier quiet,
            Clock clock) {
        this.store = store;
        this.objects = objects;
        this.placement = placement;
        this.segments = segments;
        this.cache = cache;
        this.limits = limits;
        this.quiet = quiet;
        this.clock = clock;
    }

    /**
     * Seals what is due; returns how many streams that was. A hundred runs that end together would be sealed while they
     * still upload, or while somebody looks at them for the first time: what has not been due for long waits for a quiet
     * moment.
     */
    public int sealDue() {
        try {
            return sealDue(PUT_OFF, () -> true) + sealDue(Duration.ZERO, quiet);
        } catch (UncheckedIOException e) {
            // a store that is away is away for the others too: each would wait for it
            log.warn("Sealing stops until the next round: {}", e.getCause().toString());
            return 0;
        }
    }

    /** Those that have been due for that long, until the moment is a bad one. */
    private int sealDue(Duration since, BooleanSupplier isMoment) {
        int sealed = 0;
        List<StreamState> due = store.due(clock.instant().minus(since), BATCH);
        while (!due.isEmpty()) {
            for (StreamState state : due) {
                if (!isMoment.getAsBoolean()) {
                    return sealed;
                }
                sealed += seal(state) ? 1 : 0;
            }
            due = due.size() < BATCH ? List.of() : store.due(clock.instant().minus(since), BATCH);
        }
        return sealed;
    }

    private boolean seal(StreamState state) {
        Instant begun = clock.instant();
        if (!store.lease(state.history(), state.stream(), owner, begun, LEASE)) {
            return false;
        }
        Optional<PlaceId> place = placement.of(state.history());
        Layout layout = store.layout(state.history(), state.stream());
        ChunksAhead texts = new ChunksAhead(store, cache, ChunksAhead.sorted(layout.chunks()), ChunksAhead.MOST);
        try {
            Sealing sealing = new Sealing(
                    store,
                    objects,
                    place,
                    limits,
                    owner,
                    clock,
                    layout,
                    segments::block,
                    chunk -> new ChunkBlock(chunk, cache, texts::text));
            HistoryStore.Sealed sealed = sealing.seal();
            Instant end = clock.instant();
            // a machine that slept meanwhile: its new objects may be collected as garbage at this moment
            return end.isBefore(begun.plus(GRACE.dividedBy(2))) && store.replace(sealed, end);
        } catch (RuntimeException e) {
            if (isOutage(e)) {
                if (!touchesTeamBucket(layout, place)) {
                    throw e;
                }
                // its lease keeps this stream aside, and the others go on
                log.warn(
                        "{} of history {} is sealed later, a team's bucket is away: {}",
                        state.stream(),
                        state.history().value(),
                        e.toString());
                return false;
            }
            // its lease keeps it from being tried again at once, and others from waiting behind it
            log.error(
                    "{} of history {} could not be sealed",
                    state.stream(),
                    state.history().value(),
                    e);
            return false;
        }
    }

    private static boolean isOutage(RuntimeException e) {
        return e instanceof UncheckedIOException || e instanceof Fault fault && fault.code() == Fault.Code.UNAVAILABLE;
    }

    private static boolean touchesTeamBucket(Layout layout, Optional<PlaceId> place) {
        return place.isPresent()
                || layout.segments().stream()
                        .anyMatch(segment -> PlacedKey.of(segment.key()).place().isPresent());
    }

    /** Deletes objects that have been without use for a while. */
    public void collectGarbage() {
        List<String> keys = store.unreferencedObjects(clock.instant().minus(GRACE), BATCH);
        while (!keys.isEmpty()) {
            try {
                objects.delete(keys);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            store.forgetObjects(keys);
            keys = keys.size() < BATCH
                    ? List.of()
                    : store.unreferencedObjects(clock.instant().minus(GRACE), BATCH);
        }
    }
}
