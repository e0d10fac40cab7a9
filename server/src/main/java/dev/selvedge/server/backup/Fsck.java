package dev.selvedge.server.backup;

import dev.selvedge.domain.artifacts.ArtifactCheck;
import dev.selvedge.domain.objects.PlacedKey;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.ObjectReferences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Whether everything that the database refers to is in the object store, in the size it should have. */
public final class Fsck {

    private static final int NAMED = 50;

    /**
     * @param problems the first of them, in words
     * @param leaked objects that nothing leads to; they only take room
     * @param leaks the keys of the first of them
     */
    public record Report(long references, long missing, List<String> problems, long leaked, List<String> leaks) {

        public boolean isClean() {
            return missing == 0;
        }
    }

    /** The size of the object, -1 when it is not there. */
    public interface Sizes {
        long of(String key) throws IOException;
    }

    private Fsck() {}

    public static Report run(Database database, Sizes sizes) {
        long[] counts = new long[2];
        List<String> problems = new ArrayList<>();
        new ObjectReferences(database).each(reference -> {
            counts[0]++;
            String problem = problem(reference, sizes);
            if (problem != null) {
                counts[1]++;
                if (problems.size() < NAMED) {
                    problems.add(problem);
                }
            }
        });
        return new Report(counts[0], counts[1], List.copyOf(problems), 0, List.of());
    }

    /** Also what the artifacts room knows: entries of manifests whose bytes are gone, and bytes that nothing leads to. */
    public static Report run(Database database, Sizes sizes, ArtifactCheck artifacts) {
        Report references = run(database, sizes);
        List<String> problems = new ArrayList<>(references.problems());
        List<String> leaks = new ArrayList<>();
        long[] counts = new long[2];
        artifacts.run(finding -> {
            if (finding.trouble() == ArtifactCheck.Trouble.LEAKED_OBJECT) {
                counts[0]++;
                if (leaks.size() < NAMED) {
                    leaks.add(finding.key());
                }
                return;
            }
            if (finding.trouble() == ArtifactCheck.Trouble.UNREACHABLE_PLACE) {
                counts[1]++;
                problems.add("the bucket of a team behind " + finding.key() + " does not answer");
                return;
            }
            // what a row refers to was looked for already
            if (problems.stream().noneMatch(problem -> problem.contains(finding.key()))) {
                counts[1]++;
                if (problems.size() < NAMED) {
                    problems.add("artifact version " + finding.artifact().value() + ": " + finding.key()
                            + (finding.trouble() == ArtifactCheck.Trouble.MISSING_MANIFEST
                                    ? " cannot be read"
                                    : " is missing"));
                }
            }
        });
        return new Report(
                references.references(),
                references.missing() + counts[1],
                List.copyOf(problems),
                counts[0],
                List.copyOf(leaks));
    }

    private static String problem(ObjectReferences.Reference reference, Sizes sizes) {
        long found;
        try {
            found = sizes.of(reference.key());
        } catch (IOException e) {
            if (PlacedKey.of(reference.key()).place().isPresent()) {
                return reference.what() + ": " + reference.key() + " cannot be looked for (" + e.getMessage() + ")";
            }
            throw new UncheckedIOException(e);
        }
        if (found < 0) {
            return reference.what() + ": " + reference.key() + " is missing";
        }
        if (reference.size() >= 0 && reference.size() != found) {
            return reference.what() + ": " + reference.key() + " has " + found + " bytes instead of "
                    + reference.size();
        }
        return null;
    }
}
