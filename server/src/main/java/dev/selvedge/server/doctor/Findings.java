package dev.selvedge.server.doctor;

import dev.selvedge.platform.Untrusted;
import dev.selvedge.storage.sql.MySqlDoctor.Finding;
import dev.selvedge.storage.sql.MySqlDoctor.Weight;
import java.util.ArrayList;
import java.util.List;

/** What one examination found, in its order. */
final class Findings {

    interface Attempt {
        /** What was found. */
        String run() throws Exception;
    }

    private final List<Finding> all = new ArrayList<>();

    List<Finding> all() {
        return List.copyOf(all);
    }

    void good(String what, String found) {
        all.add(new Finding(Weight.GOOD, what, found, ""));
    }

    void advice(String what, String found, String sentence) {
        all.add(new Finding(Weight.ADVICE, what, found, sentence));
    }

    void bad(String what, String found, String sentence) {
        all.add(new Finding(Weight.BAD, what, found, sentence));
    }

    /** Good when it works; else {@code sentence} says what to do. */
    boolean attempt(String what, String sentence, Attempt attempt) {
        try {
            good(what, attempt.run());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            bad(what, "interrupted", sentence);
        } catch (Exception e) {
            bad(what, reason(e), sentence);
        }
        return false;
    }

    static String reason(Throwable e) {
        return Untrusted.orElse(e, deepest(e));
    }

    private static String deepest(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage() == null
                ? last.getClass().getSimpleName()
                : last.getMessage().strip();
    }
}
