package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistoryChunk;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryPart;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.StreamState;
import dev.selvedge.domain.runs.history.WriterRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fails when sealed rows are to be made visible, as a killed process does. */
record DyingStore(HistoryStore alive) implements HistoryStore {

    @Override
    public boolean replace(Sealed sealed, Instant now) {
        throw new IllegalStateException("killed");
    }

    @Override
    public HistoryId create(List<StreamStart> starts, List<HistoryPart> parts, Instant now) {
        return alive.create(starts, parts, now);
    }

    @Override
    public Optional<StreamState> state(HistoryId history, HistoryStream stream) {
        return alive.state(history, stream);
    }

    @Override
    public Map<HistoryId, StreamState> states(Collection<HistoryId> histories, HistoryStream stream) {
        return alive.states(histories, stream);
    }

    @Override
    public boolean isShown(HistoryId history) {
        return alive.isShown(history);
    }

    @Override
    public void markShown(HistoryId history) {
        alive.markShown(history);
    }

    @Override
    public Optional<StreamState> lock(HistoryId history, HistoryStream stream) {
        return alive.lock(history, stream);
    }

    @Override
    public void save(StreamState state) {
        alive.save(state);
    }

    @Override
    public boolean isRetry(HistoryChunk chunk, byte[] text) {
        return alive.isRetry(chunk, text);
    }

    @Override
    public void addChunk(HistoryChunk chunk, byte[] text) {
        alive.addChunk(chunk, text);
    }

    @Override
    public Layout layout(HistoryId history, HistoryStream stream) {
        return alive.layout(history, stream);
    }

    @Override
    public Map<HistoryId, Layout> layouts(Collection<StreamState> states) {
        return alive.layouts(states);
    }

    @Override
    public Map<HistoryChunk, byte[]> chunkTexts(List<HistoryChunk> chunks) {
        return alive.chunkTexts(chunks);
    }

    @Override
    public List<WriterRange> writerRanges(HistoryId history, HistoryStream stream, String writer, long fromWriterRow) {
        return alive.writerRanges(history, stream, writer, fromWriterRow);
    }

    @Override
    public void addWriterRange(HistoryId history, HistoryStream stream, String writer, WriterRange range) {
        alive.addWriterRange(history, stream, writer, range);
    }

    @Override
    public List<StreamState> due(Instant now, int atMost) {
        return alive.due(now, atMost);
    }

    @Override
    public boolean lease(HistoryId history, HistoryStream stream, String owner, Instant now, Duration lease) {
        return alive.lease(history, stream, owner, now, lease);
    }

    @Override
    public void delete(HistoryId history, Instant now) {
        alive.delete(history, now);
    }

    @Override
    public void announceObject(String key, Instant now) {
        alive.announceObject(key, now);
    }

    @Override
    public List<String> unreferencedObjects(Instant before, int atMost) {
        return alive.unreferencedObjects(before, atMost);
    }

    @Override
    public void forgetObjects(Collection<String> keys) {
        alive.forgetObjects(keys);
    }
}
