package dev.selvedge.wire.graphql.runs.history;

import dev.selvedge.domain.runs.history.HistoryKeys;
import dev.selvedge.wire.graphql.RawJson;
import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;

/** Puts texts that are JSON already into larger JSON, without parsing them: they may hold bare NaN. */
final class HistoryJson {

    private HistoryJson() {}

    static RawJson list(List<String> values) {
        return new RawJson("[" + String.join(",", values) + "]");
    }

    /** A list of texts, each of which is JSON. */
    static String textList(List<String> values) {
        StringBuilder out = new StringBuilder("[");
        for (String value : values) {
            quote(out.length() == 1 ? out : out.append(','), value);
        }
        return out.append(']').toString();
    }

    /** {@code {"lastStep","keys":{name:{"previousValue","typeCounts":[{"type","count"}]}},"sets"}}. */
    static RawJson keys(HistoryKeys keys) {
        StringBuilder out =
                new StringBuilder("{\"lastStep\":").append(keys.lastStep()).append(",\"keys\":{");
        String comma = "";
        for (var key : keys.keys().entrySet()) {
            quote(out.append(comma), key.getKey());
            out.append(":{\"previousValue\":")
                    .append(key.getValue().previousValue())
                    .append(",\"typeCounts\":[");
            typeCounts(out, key.getValue());
            out.append("]}");
            comma = ",";
        }
        return new RawJson(out.append("},\"sets\":[]}").toString());
    }

    private static void typeCounts(StringBuilder out, HistoryKeys.Key key) {
        String comma = "";
        for (var type : key.typeCounts().entrySet()) {
            quote(out.append(comma).append("{\"type\":"), type.getKey());
            out.append(",\"count\":").append(type.getValue()).append('}');
            comma = ",";
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }
}
