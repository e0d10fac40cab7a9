package dev.selvedge.domain.runs.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where histories are kept: their states, what they inherit, chunks with their text, and the list of segments. Every
 * method joins the caller's transaction.
 */
public interface HistoryStore {

    HistoryId create(List<StreamStart> starts, List<HistoryPart> parts, Instant now);

    /** Where a stream of a new history begins. */
    record StreamStart(HistoryStream stream, long firstRow, Long lastStep) {}

    Optional<StreamState> state(HistoryId history, HistoryStream stream);

    /** The same for several histories at once; absent ones are left out. */
    Map<HistoryId, StreamState> states(Collection<HistoryId> histories, HistoryStream stream);

    /** Whether clients may have been told which objects hold the rows: those keep their place and content then. */
    boolean isShown(HistoryId history);

    void markShown(HistoryId history);

    /** Holds back other writers of the stream until the transaction ends. */
    Optional<StreamState> lock(HistoryId history, HistoryStream stream);

    void save(StreamState state);

    /** Whether the newest chunk over these rows is just this text: then it is a retry and need not be stored again. */
    boolean isRetry(HistoryChunk chunk, byte[] text);

    void addChunk(HistoryChunk chunk, byte[] text);

    /** What holds rows: what is inherited, what is sealed and what is not, read at one moment. */
    Layout layout(HistoryId history, HistoryStream stream);

    /**
     * The same for several streams at once, whose states were read a moment ago and stand in the answer. What was
     * appended since may be missing.
     *
     * @param states of different histories, one stream
     */
    Map<HistoryId, Layout> layouts(Collection<StreamState> states);

    /**
     * @param parts in row order
     * @param segments of the history itself and of the sources of its parts, in row order for each
     * @param chunks likewise, by ascending sequence
     */
    record Layout(
            StreamState state, List<HistoryPart> parts, List<HistorySegment> segments, List<HistoryChunk> chunks) {}

    /** Empty when the chunk has been sealed in the meantime. */
    default Optional<byte[]> chunkText(HistoryChunk chunk) {
        return Optional.ofNullable(chunkTexts(List.of(chunk)).get(chunk));
    }

    /**
     * Without those that have been sealed in the meantime.
     *
     * @param chunks of one stream of one history
     */
    Map<HistoryChunk, byte[]> chunkTexts(List<HistoryChunk> chunks);

    /** Ranges of a writer that reach into {@code fromWriterRow} and beyond, in order. */
    List<WriterRange> writerRanges(HistoryId history, HistoryStream stream, String writer, long fromWriterRow);

    void addWriterRange(HistoryId history, HistoryStream stream, String writer, WriterRange range);

    /** Streams whose sealing is due and which nobody seals at present, longest due first. */
    List<StreamState> due(Instant now, int atMost);

    /** True when the caller may seal the stream until the lease ends; false when someone else does. */
    boolean lease(HistoryId history, HistoryStream stream, String owner, Instant now, Duration lease);

    /**
     * Makes sealed rows visible in place of the chunks and segments they were made of. False, and nothing happens, when
     * the lease was lost.
     */
    boolean replace(Sealed sealed, Instant now);

    /**
     * @param upToSequence chunks up to this one are in {@code added}
     * @param joins whether {@code removed} holds settled segments whose rows have only moved; refused once they are shown
     * @param nextDue when the stream is due again if chunks have come in the meantime
     */
    record Sealed(
            HistoryId history,
            HistoryStream stream,
            String owner,
            List<HistorySegment> added,
            List<HistorySegment> removed,
            long upToSequence,
            Instant nextDue,
            boolean stillExposable,
            boolean joins) {}

    /**
     * Frees what is not shared: the history is gone, and so are its rows unless another history refers to them, in which
     * case they go with the last of those.
     */
    void delete(HistoryId history, Instant now);

    /** The object is about to be written: unless a segment refers to it soon, it is to be deleted. */
    void announceObject(String key, Instant now);

    /** Keys of objects that no segment refers to since {@code before}. */
    List<String> unreferencedObjects(Instant before, int atMost);

    void forgetObjects(Collection<String> keys);
}
