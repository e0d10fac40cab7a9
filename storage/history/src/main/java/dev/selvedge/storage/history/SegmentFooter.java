package dev.selvedge.storage.history;

import com.github.luben.zstd.Zstd;
import dev.selvedge.domain.runs.history.RowJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The columns' side information as the text of one metadata entry: JSON lines, zstd, base64. */
final class SegmentFooter {

    static final String COLUMNS = "selvedge.columns";
    static final String VERSION = "selvedge.version";
    static final String CURRENT_VERSION = "1";

    private SegmentFooter() {}

    static String write(List<ColumnInfo> columns) {
        StringBuilder out = new StringBuilder();
        for (ColumnInfo column : columns) {
            out.append("{\"name\":");
            JsonValues.appendString(out, column.name());
            out.append(",\"kind\":").append(column.kind());
            if (column.path().size() > 1 || !column.name().equals(column.path().getFirst())) {
                out.append(",\"path\":[");
                for (int i = 0; i < column.path().size(); i++) {
                    JsonValues.appendString(
                            i == 0 ? out : out.append(','), column.path().get(i));
                }
                out.append(']');
            }
            appendText(out, "longs", column.longs());
            appendText(out, "nulls", column.nulls());
            appendText(out, "last", column.stats().last());
            out.append(",\"types\":{");
            String comma = "";
            for (var type : column.stats().types().entrySet()) {
                JsonValues.appendString(out.append(comma), type.getKey());
                out.append(':').append(type.getValue());
                comma = ",";
            }
            out.append("}}\n");
        }
        byte[] json = out.toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(Zstd.compress(json, 3));
    }

    private static void appendText(StringBuilder out, String name, String text) {
        if (text != null) {
            out.append(",\"").append(name).append("\":");
            JsonValues.appendString(out, text);
        }
    }

    static List<ColumnInfo> read(String text) {
        byte[] compressed = Base64.getDecoder().decode(text);
        byte[] json = Zstd.decompress(compressed, (int) Zstd.getFrameContentSize(compressed));
        List<ColumnInfo> columns = new ArrayList<>();
        try (JsonParser parser = RowJson.parser(json, 0, json.length)) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                columns.add(readColumn(parser));
            }
        }
        return columns;
    }

    private static ColumnInfo readColumn(JsonParser parser) {
        String name = null;
        byte kind = 0;
        List<String> path = null;
        String longs = null;
        String nulls = null;
        String last = "null";
        Map<String, Long> types = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "name" -> name = parser.getString();
                case "kind" -> kind = parser.getByteValue();
                case "longs" -> longs = parser.getString();
                case "nulls" -> nulls = parser.getString();
                case "last" -> last = parser.getString();
                case "path" -> path = readPath(parser);
                case "types" -> {
                    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                        String type = parser.currentName();
                        parser.nextToken();
                        types.put(type, parser.getLongValue());
                    }
                }
                default -> parser.skipChildren();
            }
        }
        return new ColumnInfo(name, path == null ? List.of(name) : path, kind, longs, nulls, new KeyStats(last, types));
    }

    private static List<String> readPath(JsonParser parser) {
        List<String> path = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            path.add(parser.getString());
        }
        return path;
    }
}
