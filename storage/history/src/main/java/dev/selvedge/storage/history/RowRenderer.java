package dev.selvedge.storage.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes rows out of columns again: JSON objects nested as they were logged. */
final class RowRenderer {

    private static final class Node {
        private final Map<String, Node> children = new LinkedHashMap<>();
        private Column column;
        private final String quoted;
        private int cursor;

        Node(String name) {
            StringBuilder out = new StringBuilder();
            if (name != null) {
                JsonValues.appendString(out, name);
                out.append(':');
            }
            quoted = out.toString();
        }
    }

    private final Node root = new Node(null);

    RowRenderer(List<Column> columns) {
        for (Column column : columns) {
            Node node = root;
            for (String name : column.path()) {
                node = node.children.computeIfAbsent(name, Node::new);
            }
            node.column = column;
        }
    }

    String text(int row) {
        StringBuilder out = new StringBuilder(256).append('{');
        appendChildren(out, root, row);
        return out.append('}').toString();
    }

    private static boolean appendChildren(StringBuilder out, Node parent, int row) {
        boolean any = false;
        for (Node node : parent.children.values()) {
            int before = out.length();
            if (any) {
                out.append(',');
            }
            out.append(node.quoted);
            if (appendValue(out, node, row)) {
                any = true;
            } else {
                out.setLength(before);
            }
        }
        return any;
    }

    private static boolean appendValue(StringBuilder out, Node node, int row) {
        int index = node.column == null ? -1 : find(node, row);
        if (index >= 0) {
            JsonValues.append(out, node.column, index);
            return true;
        }
        if (node.children.isEmpty()) {
            return false;
        }
        out.append('{');
        boolean any = appendChildren(out, node, row);
        out.append('}');
        return any;
    }

    /** Rows are mostly asked for in order, so the value is mostly the one after the last. */
    private static int find(Node node, int row) {
        Column column = node.column;
        if (column.rows() == null) {
            return row < column.size() ? row : -1;
        }
        int at = node.cursor;
        if (at >= column.size() || column.rows()[at] > row) {
            at = column.from(row);
        } else if (column.rows()[at] < row) {
            at++;
            if (at < column.size() && column.rows()[at] < row) {
                at = column.from(row);
            }
        }
        node.cursor = Math.min(at, column.size() - 1);
        return at < column.size() && column.rows()[at] == row ? at : -1;
    }
}
