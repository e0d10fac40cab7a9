package dev.selvedge.domain.runs.history;

/** The three row sequences of a history. */
public enum HistoryStream {
    /** What the script logged, one JSON object a row, each with a whole {@code _step}. */
    HISTORY("history"),
    /** System metrics, one JSON object a row. */
    EVENTS("events"),
    /** Console lines; earlier ones may be written again later (progress bars), and numbers may be skipped. */
    OUTPUT("output");

    private final String word;

    HistoryStream(String word) {
        this.word = word;
    }

    /** The name used in tables, object keys and URLs. */
    public String word() {
        return word;
    }

    public static HistoryStream of(String word) {
        for (HistoryStream stream : values()) {
            if (stream.word.equals(word)) {
                return stream;
            }
        }
        throw new IllegalArgumentException("No history stream " + word);
    }
}
