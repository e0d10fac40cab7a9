package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.AggregateQuery;
import dev.selvedge.domain.runs.history.AggregatedSeries;
import dev.selvedge.domain.runs.history.BucketQuery;
import dev.selvedge.domain.runs.history.BucketedSeries;
import dev.selvedge.domain.runs.history.ConsoleLine;
import dev.selvedge.domain.runs.history.ConsolePage;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryKeys;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.SampleSpec;
import dev.selvedge.domain.runs.history.Smoothing;
import dev.selvedge.domain.runs.history.StepRange;
import dev.selvedge.domain.runs.history.StreamState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads histories out of chunks and segments. */
public final class MergedHistoryReader implements HistoryReader {

    private final Views views;

    public MergedHistoryReader(Views views) {
        this.views = views;
    }

    @Override
    public void rows(HistoryId history, HistoryStream stream, StepRange steps, Predicate<String> sink) {
        // a retry must not repeat rows that were handed out, so it goes on after the last of them
        long[] next = {Long.MIN_VALUE};
        views.read(history, stream, view -> {
            List<Selection> wanted = view.pieces().stream()
                    .filter(piece -> piece.endRow() > next[0])
                    .map(piece -> Selection.of(piece, steps))
                    .filter(selection -> selection.count() > 0)
                    .toList();
            TextsAhead ahead = ahead(wanted.stream().map(Selection::piece).toList());
            for (Selection selection : wanted) {
                if (!rows(selection, ahead.of(selection.piece()), sink, next)) {
                    break;
                }
            }
            return null;
        });
    }

    private static boolean rows(Selection selection, Block.RowTexts texts, Predicate<String> sink, long[] next) {
        for (int i = 0; i < selection.count(); i++) {
            long row = selection.piece().block().firstRow() + selection.row(i);
            if (row >= next[0]) {
                next[0] = row + 1;
                if (!sink.test(texts.text(selection.row(i)))) {
                    return false;
                }
            }
        }
        return true;
    }

    private TextsAhead ahead(List<Piece> pieces) {
        return new TextsAhead(views.store(), views.cache(), pieces);
    }

    @Override
    public List<String> sampledRows(HistoryId history, HistoryStream stream, StepRange steps, int samples) {
        return views.read(history, stream, view -> {
            List<Selection> selections = view.pieces().stream()
                    .map(piece -> Selection.of(piece, steps))
                    .toList();
            return texts(selections, samples);
        });
    }

    private List<String> texts(List<Selection> selections, int samples) {
        List<Piece> touched = new ArrayList<>();
        Sampling.pick(selections, samples, (selection, row) -> {
            if (touched.isEmpty() || touched.getLast() != selection.piece()) {
                touched.add(selection.piece());
            }
        });
        TextsAhead ahead = ahead(touched);
        List<String> rows = new ArrayList<>();
        Sampling.pick(selections, samples, new Sampling.Picked() {
            private Selection opened;
            private Block.RowTexts texts;

            @Override
            public void row(Selection selection, int row) {
                if (selection != opened) {
                    opened = selection;
                    texts = ahead.of(selection.piece());
                }
                rows.add(texts.text(row));
            }
        });
        return rows;
    }

    @Override
    public List<String> sampledKeys(HistoryId history, HistoryStream stream, SampleSpec spec) {
        return views.read(history, stream, view -> KeySamples.rows(view, spec));
    }

    @Override
    public String sampledKeysText(HistoryId history, HistoryStream stream, SampleSpec spec) {
        return views.read(history, stream, view -> KeySamples.array(view, spec));
    }

    @Override
    public List<String> tail(HistoryId history, HistoryStream stream, int count) {
        return views.read(history, stream, view -> {
            List<Selection> last = new ArrayList<>();
            long wanted = count;
            for (Piece piece : view.pieces().reversed()) {
                if (wanted <= 0) {
                    break;
                }
                Piece end = piece.between(Math.max(piece.firstRow(), piece.endRow() - wanted), piece.endRow());
                last.addFirst(new Selection(end, null));
                wanted -= end.rows();
            }
            return texts(last, count);
        });
    }

    /** Kept, as runs may have a hundred thousand keys; they change only when rows come. */
    @Override
    public HistoryKeys keys(HistoryId history, HistoryStream stream) {
        return views.read(history, stream, view -> {
            KeysOf question = new KeysOf(view.version(), stream);
            return ((KnownKeys) views.cache().get(question, () -> new KnownKeys(keys(view)))).keys();
        });
    }

    private static HistoryKeys keys(View view) {
        view.readAhead(block -> true);
        Map<String, KeyStats> keys = new HashMap<>();
        for (Piece piece : view.pieces()) {
            stats(piece).forEach((key, stats) -> {
                if (stats != null) {
                    keys.merge(key, stats, KeyStats::then);
                }
            });
        }
        String[] names = keys.keySet().toArray(String[]::new);
        Arrays.sort(names);
        Map<String, HistoryKeys.Key> named = LinkedHashMap.newLinkedHashMap(names.length);
        for (String name : names) {
            KeyStats stats = keys.get(name);
            named.put(name, new HistoryKeys.Key(stats.last(), stats.types()));
        }
        Long last = view.state().lastStep();
        return new HistoryKeys(last == null ? -1 : last, Collections.unmodifiableMap(named));
    }

    private record KeysOf(String version, HistoryStream stream) {}

    private record KnownKeys(HistoryKeys keys) implements BlockCache.Weighed {
        @Override
        public int weight() {
            long weight = 200;
            for (var key : keys.keys().entrySet()) {
                weight += 250
                        + key.getKey().length()
                        + key.getValue().previousValue().length();
            }
            return (int) Math.min(Integer.MAX_VALUE, weight);
        }
    }

    private static Map<String, KeyStats> stats(Piece piece) {
        Map<String, KeyStats> keys = piece.block().keys();
        if (!piece.isWhole()) {
            keys.replaceAll((key, whole) -> {
                Column column = piece.block().column(key);
                return column == null ? null : KeyStats.of(column, piece.from(), piece.to());
            });
        }
        return keys;
    }

    @Override
    public long rowsUpTo(HistoryId history, long step) {
        StepRange upTo = new StepRange(Long.MIN_VALUE, step == Long.MAX_VALUE ? step : step + 1);
        return views.read(history, HistoryStream.HISTORY, view -> {
            long rows = 0;
            for (Piece piece : view.pieces()) {
                Selection selection = Selection.of(piece, upTo);
                if (selection.count() > 0) {
                    rows = piece.block().firstRow() + selection.row(selection.count() - 1) + 1;
                }
            }
            return rows;
        });
    }

    @Override
    public long stepOfRow(HistoryId history, long row) {
        return views.read(history, HistoryStream.HISTORY, view -> {
            for (Piece piece : view.pieces()) {
                if (piece.firstRow() <= row && row < piece.endRow()) {
                    Column steps = piece.block().column(Selection.STEP);
                    return steps.bits().at(steps.at((int) (row - piece.block().firstRow())));
                }
            }
            throw new IllegalArgumentException("History " + history.value() + " has no row " + row);
        });
    }

    @Override
    public ConsolePage linesAfter(HistoryId history, Long after, int first) {
        return views.read(history, HistoryStream.OUTPUT, view -> {
            long from = after == null ? 0 : after + 1;
            List<ConsoleLine> lines = new ArrayList<>();
            boolean later = false;
            List<Piece> wanted = view.pieces().stream()
                    .filter(piece -> piece.endRow() > from)
                    .toList();
            TextsAhead ahead = ahead(wanted);
            for (Piece piece : wanted) {
                if (later) {
                    break;
                }
                Block.RowTexts texts = ahead.of(piece);
                for (int row = piece.between(from, piece.endRow()).from(); row < piece.to() && !later; row++) {
                    String text = texts.text(row);
                    if (text != null && lines.size() == first) {
                        later = true;
                    } else if (text != null) {
                        lines.add(ConsoleLine.of(piece.block().firstRow() + row, text));
                    }
                }
            }
            return new ConsolePage(lines, from > 0, later, view.state().rows());
        });
    }

    @Override
    public ConsolePage lastLines(HistoryId history, int last) {
        return views.read(history, HistoryStream.OUTPUT, view -> {
            List<ConsoleLine> lines = new ArrayList<>();
            List<Piece> backwards = view.pieces().reversed();
            TextsAhead ahead = ahead(backwards);
            for (Piece piece : backwards) {
                if (lines.size() > last) {
                    break;
                }
                Block.RowTexts texts = ahead.of(piece);
                for (int row = piece.to() - 1; row >= piece.from() && lines.size() <= last; row--) {
                    String text = texts.text(row);
                    if (text != null) {
                        lines.add(ConsoleLine.of(piece.block().firstRow() + row, text));
                    }
                }
            }
            boolean earlier = lines.size() > last;
            return new ConsolePage(
                    (earlier ? lines.subList(0, last) : lines).reversed(),
                    earlier,
                    false,
                    view.state().rows());
        });
    }

    @Override
    public List<String> parquetObjects(HistoryId history) {
        List<String> objects = views.readAfresh(history, HistoryStream.HISTORY, View::settledObjects);
        if (objects.isEmpty() || views.store().isShown(history)) {
            return objects;
        }
        // from now on they stay as they are; small ones may have been joined a moment ago
        views.store().markShown(history);
        return views.readAfresh(history, HistoryStream.HISTORY, View::settledObjects);
    }

    @Override
    public List<BucketedSeries> buckets(BucketQuery query) {
        List<HistoryId> asked = query.series().stream()
                .map(BucketQuery.Series::history)
                .distinct()
                .toList();
        Map<HistoryId, StreamState> states = views.states(asked, query.stream());
        views.prepare(query.series().stream()
                .filter(series -> states.containsKey(series.history()))
                .filter(series -> !isKnown(series, states))
                .map(series -> states.get(series.history()))
                .collect(Collectors.toSet()));
        return SideBySide.map(
                query.series(),
                series -> longestBlock(states.get(series.history())),
                series -> answer(query, series, states));
    }

    private static boolean isKnown(BucketQuery.Series series, Map<HistoryId, StreamState> states) {
        return View.version(states.get(series.history())).equals(series.known());
    }

    private BucketedSeries answer(BucketQuery query, BucketQuery.Series series, Map<HistoryId, StreamState> states) {
        if (!states.containsKey(series.history())) {
            return BucketedSeries.NONE;
        }
        return isKnown(series, states)
                ? BucketedSeries.empty(series.known(), true)
                : series(query, series.key(), states.get(series.history()));
    }

    /** Rows that are decoded at once: a segment's, at most all. */
    private static long longestBlock(StreamState state) {
        return state == null ? 0 : Math.min(state.rows(), RowGroup.Limits.DEFAULT.rows());
    }

    @Override
    public AggregatedSeries aggregate(AggregateQuery query) {
        List<HistoryId> asked = query.series().stream()
                .map(BucketQuery.Series::history)
                .distinct()
                .toList();
        // its points are looked at again after all runs have been measured, when a view may have become stale
        return views.again(asked, query.stream(), () -> {
            Map<HistoryId, StreamState> states = views.states(asked, query.stream());
            views.prepare(states.values());
            return aggregate(query, states);
        });
    }

    private AggregatedSeries aggregate(AggregateQuery query, Map<HistoryId, StreamState> states) {
        List<BucketQuery.Series> present = query.series().stream()
                .filter(series -> states.containsKey(series.history()))
                .toList();
        Aggregates aggregates = new Aggregates(query);
        SideBySide.map(
                        present,
                        series -> longestBlock(states.get(series.history())),
                        series -> aggregates.measured(views.view(states.get(series.history())), series.key()))
                .forEach(aggregates::add);
        return aggregates.series();
    }

    /** A smoothed series needs every point of the run, and the same one is asked for by everyone who looks. */
    private BucketedSeries series(BucketQuery query, String key, StreamState state) {
        if (query.smoothing().kind() == Smoothing.Kind.NONE) {
            return views.read(state, view -> Buckets.of(view, query, key));
        }
        Smoothed question = new Smoothed(
                View.version(state),
                query.stream(),
                query.x(),
                key,
                query.buckets(),
                query.min(),
                query.max(),
                query.sampled(),
                query.smoothing());
        BucketedSeries series = ((Answer) views.cache()
                        .get(question, () -> new Answer(views.read(state, view -> Buckets.of(view, query, key)))))
                .series();
        if (series.damage() != null) {
            // the object may be put back
            views.cache().forget(question);
        }
        return series;
    }

    private record Smoothed(
            String version,
            HistoryStream stream,
            String x,
            String key,
            int buckets,
            Double min,
            Double max,
            boolean sampled,
            Smoothing smoothing) {}

    private record Answer(BucketedSeries series) implements BlockCache.Weighed {
        @Override
        public int weight() {
            return 500 + series.count() * 40;
        }
    }
}
