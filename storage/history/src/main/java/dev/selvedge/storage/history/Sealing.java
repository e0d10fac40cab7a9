package dev.selvedge.storage.history;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.PlacedKey;
import dev.selvedge.domain.runs.history.Histories;
import dev.selvedge.domain.runs.history.HistoryChunk;
import dev.selvedge.domain.runs.history.HistorySegment;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.domain.runs.history.HistoryStore.Layout;
import dev.selvedge.domain.runs.history.HistoryStore.Sealed;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.StreamState;
import dev.selvedge.platform.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * One stream's chunks becoming segments. Segments cover the stream without a hole from its first row on. A settled one is
 * written anew only where a chunk overwrites its rows; the last one, until it is settled, takes in what follows it.
 */
final class Sealing {

    private static final int SMALL_ONES_JOINED = 8;
    private static final long SMALL_BYTES = 8 << 20;

    private final HistoryStore store;
    private final ObjectStore objects;
    private final Optional<PlaceId> place;
    private final RowGroup.Limits limits;
    private final String owner;
    private final Clock clock;
    private final StreamState state;
    private final List<HistorySegment> segments;
    private final List<HistoryChunk> chunks;
    private final List<Piece> pieces;

    private final List<HistorySegment> added = new ArrayList<>();
    private final List<HistorySegment> removed = new ArrayList<>();
    private boolean exposable = true;
    private boolean joins;

    Sealing(
            HistoryStore store,
            ObjectStore objects,
            Optional<PlaceId> place,
            RowGroup.Limits limits,
            String owner,
            Clock clock,
            Layout layout,
            Function<HistorySegment, Block> segmentBlocks,
            Function<HistoryChunk, Block> chunkBlocks) {
        this.store = store;
        this.objects = objects;
        this.place = place;
        this.limits = limits;
        this.owner = owner;
        this.clock = clock;
        this.state = layout.state();
        this.segments = layout.segments().stream()
                .filter(segment -> segment.history().equals(state.history()))
                .toList();
        this.chunks = layout.chunks().stream()
                .filter(chunk -> chunk.history().equals(state.history()))
                .toList();
        this.pieces = new View(new Layout(state, List.of(), segments, chunks), segmentBlocks, chunkBlocks).pieces();
    }

    Sealed seal() {
        long start = state.firstRow();
        List<HistorySegment> open = new ArrayList<>();
        int joined = firstToJoin();
        for (int i = 0; i < segments.size(); i++) {
            HistorySegment segment = segments.get(i);
            if (segment.settled() && i < joined) {
                refresh(segment);
                start = segment.endRow();
            } else {
                open.add(segment);
            }
        }
        joins = joined < segments.size();
        extend(start, open);
        return new Sealed(
                state.history(),
                state.stream(),
                owner,
                added,
                removed,
                chunks.stream().mapToLong(HistoryChunk::sequence).max().orElse(0),
                clock.instant().plus(Histories.SealPolicy.DEFAULT.age()),
                exposable,
                joins);
    }

    /**
     * A run that is resumed often leaves a small segment each time. Once there are several at its end they become one,
     * unless clients know them by their places.
     */
    private int firstToJoin() {
        int first = segments.size();
        while (first > 0 && isSmall(segments.get(first - 1))) {
            first--;
        }
        boolean worthIt = segments.size() - first >= SMALL_ONES_JOINED;
        return worthIt && state.ended() && !store.isShown(state.history()) ? first : segments.size();
    }

    private boolean isSmall(HistorySegment segment) {
        return segment.settled() && segment.rows() <= limits.rows() / 4 && segment.bytes() <= SMALL_BYTES;
    }

    /** A settled segment keeps its rows; if any of them were overwritten with something else, its text changes. */
    private void refresh(HistorySegment segment) {
        if (!isOverwritten(segment)) {
            return;
        }
        RowGroup group = new RowGroup(state.stream(), segment.firstRow(), limits);
        for (Piece piece : pieces) {
            if (piece.endRow() > segment.firstRow() && piece.firstRow() < segment.endRow()) {
                group.add(piece.between(segment.firstRow(), segment.endRow()));
            }
        }
        RowGroup.Written written = group.write();
        if (!PlacedKey.of(segment.key()).bare().startsWith(contentName(group.firstRow(), written.file()))) {
            removed.add(segment);
            added.add(put(group, written, true));
            exposable = false;
        }
    }

    private boolean isOverwritten(HistorySegment segment) {
        return chunks.stream()
                .anyMatch(chunk -> chunk.firstRow() < segment.endRow() && chunk.endRow() > segment.firstRow());
    }

    /** @param open segments at the end that may still grow or become one */
    private void extend(long start, List<HistorySegment> open) {
        boolean changed = chunks.stream().anyMatch(chunk -> chunk.endRow() > start);
        if (!changed && !joins) {
            if (state.ended()) {
                removed.addAll(open);
                open.forEach(segment -> added.add(settled(segment)));
            }
            return;
        }
        removed.addAll(open);
        RowGroup group = new RowGroup(state.stream(), start, limits);
        for (Piece piece : pieces) {
            if (piece.endRow() > start) {
                group.add(piece.between(start, piece.endRow()));
                if (group.isFull()) {
                    added.add(put(group, group.write(), true));
                    group = new RowGroup(state.stream(), piece.endRow(), limits);
                }
            }
        }
        if (!group.isEmpty()) {
            added.add(put(group, group.write(), state.ended()));
        }
    }

    private HistorySegment put(RowGroup group, RowGroup.Written written, boolean settled) {
        String random = UUID.randomUUID().toString().substring(0, 8);
        String name = contentName(group.firstRow(), written.file())
                + random
                + FooterCheck.suffix(written.file(), state.stream())
                + extension();
        String key = PlacedKey.of(place, name);
        // known as garbage until a segment refers to it, so that a crash in between leaves nothing for ever
        store.announceObject(key, clock.instant());
        try {
            objects.putIfAbsent(key, written.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HistorySegment(
                0,
                state.history(),
                state.stream(),
                key,
                group.firstRow(),
                group.rows(),
                written.firstStep(),
                written.lastStep(),
                written.file().length,
                settled);
    }

    private String extension() {
        return state.stream() == HistoryStream.OUTPUT ? ".log" : ".parquet";
    }

    private String contentName(long firstRow, byte[] file) {
        return "histories/" + state.history().value() + "/" + state.stream().word() + "-" + firstRow + "-"
                + HexFormat.of().formatHex(Hash.SHA_256.of(file), 0, 20) + "-";
    }

    private static HistorySegment settled(HistorySegment segment) {
        return new HistorySegment(
                segment.id(),
                segment.history(),
                segment.stream(),
                segment.key(),
                segment.firstRow(),
                segment.rows(),
                segment.firstStep(),
                segment.lastStep(),
                segment.bytes(),
                true);
    }
}
