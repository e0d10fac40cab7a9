package dev.selvedge.domain.runs;

import dev.selvedge.platform.Fault;
import java.util.List;
import java.util.random.RandomGenerator;

/** Names that runs may have, and those we give. */
public final class RunNames {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int INVENTED_LENGTH = 8;
    private static final int LONGEST = 128;
    private static final int LONGEST_DISPLAY_NAME = 512;
    private static final int LONGEST_WORD = 512;

    private static final List<String> ADJECTIVES = List.of(
            "amber", "brisk", "calm", "clever", "copper", "crisp", "deft", "eager", "fair", "fleet", "gentle", "glad",
            "golden", "hardy", "hazel", "honest", "indigo", "ivory", "jolly", "keen", "kind", "lively", "lucid",
            "mellow", "merry", "nimble", "noble", "olive", "patient", "plucky", "quick", "quiet", "rapid", "rosy",
            "russet", "scarlet", "silver", "sleek", "smooth", "snug", "spry", "steady", "sunny", "swift", "tidy",
            "umber", "vivid", "warm", "wise", "woven");
    private static final List<String> NOUNS = List.of(
            "bobbin", "braid", "canvas", "cotton", "damask", "denim", "fabric", "felt", "fiber", "flannel", "fleece",
            "fringe", "hemp", "jersey", "knot", "lace", "linen", "loom", "mesh", "mohair", "muslin", "needle", "nettle",
            "organza", "paisley", "patch", "pleat", "plush", "quilt", "ribbon", "sash", "satin", "seam", "shuttle",
            "silk", "skein", "spindle", "stitch", "tartan", "tassel", "thimble", "thread", "treadle", "tulle", "tweed",
            "twill", "velvet", "warp", "weft", "yarn");

    private final RandomGenerator random;

    public RunNames(RandomGenerator random) {
        this.random = random;
    }

    public String inventName() {
        StringBuilder name = new StringBuilder(INVENTED_LENGTH);
        for (int i = 0; i < INVENTED_LENGTH; i++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }

    public String inventDisplayName(long number) {
        return pick(ADJECTIVES) + "-" + pick(NOUNS) + "-" + number;
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** The rule of the client: what would need quoting in a URL or has a meaning in paths is not allowed. */
    static String checkName(String name) {
        if (name.isBlank() || !name.equals(name.strip())) {
            throw Fault.invalid("A run id must not be empty, nor begin or end with a space");
        }
        if (name.length() > LONGEST) {
            throw Fault.invalid("A run id may have at most " + LONGEST + " characters");
        }
        if (name.chars().anyMatch(c -> ":;,#?/'\\".indexOf(c) >= 0 || Character.isISOControl(c))) {
            throw Fault.invalid("A run id must not contain any of : ; , # ? / ' \\ or control characters");
        }
        return name;
    }

    static String checkDisplayName(String name) {
        if (name.length() > LONGEST_DISPLAY_NAME) {
            throw Fault.invalid("A run's name may have at most " + LONGEST_DISPLAY_NAME + " characters");
        }
        return name;
    }

    /** Of what people group runs by: cut short, two groups would become one. */
    static void checkWord(String what, String word) {
        if (word != null && word.length() > LONGEST_WORD) {
            throw Fault.invalid("A run's " + what + " may have at most " + LONGEST_WORD + " characters");
        }
    }
}
