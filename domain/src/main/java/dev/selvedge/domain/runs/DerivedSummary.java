package dev.selvedge.domain.runs;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Summaries made by the server instead of the client. */
final class DerivedSummary {

    private DerivedSummary() {}

    /** The last value of each key, for clients that leave the summary to us. */
    static String afterRows(String summary, List<String> rows) {
        ObjectNode derived = RunJson.parseObject(summary, "summary");
        for (String row : rows) {
            derived.setAll(RunJson.parseObject(row, "A history line"));
        }
        return RunJson.write(derived);
    }

    /** Writers of a shared run each know only the keys they log. */
    static String united(String summary, String newer) {
        ObjectNode united = RunJson.parseObject(summary, "summary");
        united.setAll(RunJson.parseObject(newer, "summary"));
        return RunJson.write(united);
    }
}
