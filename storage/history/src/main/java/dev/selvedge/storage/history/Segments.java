package dev.selvedge.storage.history;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.runs.history.HistorySegment;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.platform.Fault;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sealed rows; footers and decoded columns are kept in the cache. */
public final class Segments {

    private static final Logger log = LoggerFactory.getLogger(Segments.class);

    private final ObjectStore objects;
    private final BlockCache cache;

    private record Footer(String key) {}

    private record ColumnOf(String key, String column) {}

    private record Frame(String key, int index) {}

    record Opened(SegmentReader reader) implements BlockCache.Weighed {
        @Override
        public int weight() {
            return (int) Math.min(Integer.MAX_VALUE, reader.weight());
        }
    }

    private record Decoded(Column column) implements BlockCache.Weighed {
        @Override
        public int weight() {
            return (int) Math.min(Integer.MAX_VALUE, column.weight());
        }
    }

    public Segments(ObjectStore objects, BlockCache cache) {
        this.objects = objects;
        this.cache = cache;
    }

    BlockCache cache() {
        return cache;
    }

    Block block(HistorySegment segment) {
        return segment.stream() == HistoryStream.OUTPUT ? new LogBlock(segment, this) : new ParquetBlock(segment, this);
    }

    SegmentReader reader(HistorySegment segment) {
        return ((Opened) cache.get(
                        new Footer(segment.key()),
                        () -> new Opened(guarded(
                                segment, () -> new ParquetSegmentReader(objects, segment.key(), segment.bytes())))))
                .reader();
    }

    Column column(HistorySegment segment, ColumnInfo info) {
        return ((Decoded) cache.get(
                        new ColumnOf(segment.key(), info.name()),
                        () -> new Decoded(guarded(segment, () -> reader(segment).read(info)))))
                .column();
    }

    LogFrames.Index logIndex(HistorySegment segment) {
        return (LogFrames.Index) cache.get(
                new Footer(segment.key()),
                () -> guarded(
                        segment, () -> LogFrames.readIndex(new ObjectInput(objects, segment.key(), segment.bytes()))));
    }

    LogFrames.Lines logLines(HistorySegment segment, int frame) {
        return (LogFrames.Lines) cache.get(
                new Frame(segment.key(), frame),
                () -> guarded(
                        segment,
                        () -> LogFrames.readFrame(
                                new ObjectInput(objects, segment.key(), segment.bytes()), logIndex(segment), frame)));
    }

    /** A damaged object must not take more with it than the rows in it, and must say which one it is. */
    private static <T> T guarded(HistorySegment segment, Supplier<T> read) {
        try {
            return read.get();
        } catch (StaleLayout | DamagedObject | Fault e) {
            // one read within another: what the inner one found out stands
            throw e;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                throw new StaleLayout();
            }
            if (e.getCause() instanceof EOFException) {
                throw damaged(segment, e);
            }
            throw new Fault(Fault.Code.UNAVAILABLE, "The store of sealed rows does not answer", e);
        } catch (RuntimeException e) {
            throw damaged(segment, e);
        }
    }

    private static DamagedObject damaged(HistorySegment segment, RuntimeException cause) {
        log.error("Segment {} is damaged", segment.key(), cause);
        return new DamagedObject(segment, cause);
    }
}
