package dev.selvedge.domain.runs;

/**
 * The JSON texts of a run; numbers in them may be bare {@code NaN} and {@code Infinity}.
 *
 * @param config {@code {"key":{"value":…}}}
 * @param summary last values by key
 * @param systemMetrics the newest row of system metrics, or null
 */
public record RunDocuments(String config, String summary, String systemMetrics) {

    public static final String EMPTY = "{}";
}
