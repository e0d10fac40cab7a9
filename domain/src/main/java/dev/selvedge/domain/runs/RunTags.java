package dev.selvedge.domain.runs;

import dev.selvedge.platform.Fault;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/** The rules of tags: 1 to 64 characters, each once, in the order given. */
final class RunTags {

    private static final int LONGEST = 64;

    private RunTags() {}

    static List<String> check(Collection<String> tags) {
        LinkedHashSet<String> distinct = new LinkedHashSet<>();
        for (String tag : tags) {
            if (Objects.requireNonNullElse(tag, "").isBlank() || tag.length() > LONGEST) {
                throw Fault.invalid("A tag must have between 1 and " + LONGEST + " characters");
            }
            if (!Unicode.isWhole(tag)) {
                // databases keep a question mark for the half of a character, so that two tags become one
                throw Fault.invalid("A tag has only whole Unicode characters");
            }
            distinct.add(tag);
        }
        return List.copyOf(distinct);
    }

    static List<String> changed(List<String> current, Collection<String> add, Collection<String> remove) {
        LinkedHashSet<String> tags = new LinkedHashSet<>(current);
        tags.addAll(check(add));
        tags.removeAll(remove);
        return List.copyOf(tags);
    }
}
