package dev.selvedge.storage.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.StreamState;
import dev.selvedge.platform.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Views of histories, kept while nothing was appended. Sealing leaves a kept view valid: its chunks are cached, or found
 * to be gone, which makes the reader look again; objects outlive their segments by a grace period.
 */
public final class Views {

    private static final int ATTEMPTS = 5;

    private final HistoryStore store;
    private final Segments segments;
    private final BlockCache cache;
    private final Cache<Key, View> kept = Caffeine.newBuilder()
            .maximumWeight(200_000)
            .weigher((Key key, View view) -> 2 + view.pieces().size())
            .build();

    private record Key(HistoryId history, HistoryStream stream) {}

    public Views(HistoryStore store, Segments segments, BlockCache cache) {
        this.store = store;
        this.segments = segments;
        this.cache = cache;
    }

    Map<HistoryId, StreamState> states(Collection<HistoryId> histories, HistoryStream stream) {
        return store.states(histories, stream);
    }

    <T> T read(HistoryId history, HistoryStream stream, Function<View, T> question) {
        StreamState state = store.state(history, stream).orElseThrow(() -> Fault.notFound("The run's history is gone"));
        return read(state, question);
    }

    /** Looks again also for what sealing alone has changed. */
    <T> T readAfresh(HistoryId history, HistoryStream stream, Function<View, T> question) {
        kept.invalidate(new Key(history, stream));
        return read(history, stream, question);
    }

    <T> T read(StreamState state, Function<View, T> question) {
        return again(List.of(state.history()), state.stream(), () -> question.apply(view(state)));
    }

    View view(StreamState state) {
        View view = upToDate(state);
        return view == null ? load(List.of(state)).getFirst() : view;
    }

    /** Lists what holds the rows of all of them, at once where that is not known. */
    void prepare(Collection<StreamState> states) {
        List<StreamState> unknown =
                states.stream().filter(state -> upToDate(state) == null).toList();
        if (!unknown.isEmpty()) {
            load(unknown);
        }
    }

    private View upToDate(StreamState state) {
        View view = kept.getIfPresent(new Key(state.history(), state.stream()));
        return view == null || view.state().sequence() != state.sequence() ? null : view;
    }

    /** Asks until none of what was listed has been sealed while it was read. */
    <T> T again(Collection<HistoryId> histories, HistoryStream stream, Supplier<T> question) {
        for (int attempt = 1; ; attempt++) {
            try {
                return question.get();
            } catch (DamagedObject e) {
                // not a failure of the moment, which clients would try again for minutes
                throw new Fault(
                        Fault.Code.GONE, "Of this history " + e.rows() + " cannot be read: " + e.getMessage(), e);
            } catch (StaleLayout e) {
                histories.forEach(history -> kept.invalidate(new Key(history, stream)));
                if (attempt == ATTEMPTS) {
                    throw new Fault(Fault.Code.UNAVAILABLE, "The history is being rewritten; try again", e);
                }
            }
        }
    }

    HistoryStore store() {
        return store;
    }

    BlockCache cache() {
        return cache;
    }

    private List<View> load(List<StreamState> states) {
        Map<HistoryId, HistoryStore.Layout> layouts = store.layouts(states);
        List<View> views = new ArrayList<>();
        for (StreamState state : states) {
            View view = new View(layouts.get(state.history()), segments::block, chunk -> new ChunkBlock(chunk, cache));
            kept.put(new Key(state.history(), state.stream()), view);
            views.add(view);
        }
        return views;
    }
}
