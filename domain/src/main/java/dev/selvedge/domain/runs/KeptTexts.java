package dev.selvedge.domain.runs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers configs and summaries. A table of runs is asked for again and again, by each who looks at it and whenever a
 * filter changes; most of its runs have ended, and their texts are nearly all that the database sends for it.
 */
final class KeptTexts {

    /** A server that keeps them sees each change of a run's version, but not that a database was put back to an older state. */
    static final Duration KEPT = Duration.ofMinutes(10);

    static final long MAX_CHARACTERS = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 32);

    /** What an entry takes beside its texts. */
    private static final int ENTRY = 200;

    private final Function<Collection<RunId>, Map<RunId, RunDocuments>> documents;
    private final Cache<Version, RunTexts> kept;

    private record Version(RunId run, long values) {
        static Version of(Run run) {
            return new Version(run.id(), run.valuesVersion());
        }
    }

    KeptTexts(Function<Collection<RunId>, Map<RunId, RunDocuments>> documents, long maxCharacters, Ticker ticker) {
        this.documents = documents;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(maxCharacters)
                .weigher((Version version, RunTexts texts) ->
                        texts.config().length() + texts.summary().length() + ENTRY)
                .expireAfterWrite(KEPT)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Without runs that have gone. Not to be asked within a transaction: what that one changes may be taken back.
     *
     * @param asked as they are now; the texts are of that version or of a newer one
     */
    Map<Run, RunTexts> of(Collection<Run> asked) {
        Map<Run, RunTexts> found = new HashMap<>();
        List<Run> missing = new ArrayList<>();
        for (Run run : asked) {
            RunTexts known = kept.getIfPresent(Version.of(run));
            if (known == null) {
                missing.add(run);
            } else {
                found.put(run, known);
            }
        }
        if (!missing.isEmpty()) {
            read(missing, found);
        }
        return found;
    }

    private void read(List<Run> missing, Map<Run, RunTexts> found) {
        Map<RunId, RunDocuments> read =
                documents.apply(missing.stream().map(Run::id).distinct().toList());
        for (Run run : missing) {
            RunDocuments there = read.get(run.id());
            if (there != null) {
                RunTexts texts = new RunTexts(there.config(), there.summary());
                kept.put(Version.of(run), texts);
                found.put(run, texts);
            }
        }
    }
}
