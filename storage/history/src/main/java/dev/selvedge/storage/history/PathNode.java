package dev.selvedge.storage.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A name at its place in the rows' objects. Rows mostly repeat their keys in one order, which a lookup tries first. */
final class PathNode {

    private final PathNode parent;
    private final String name;
    private final byte[] nameBytes;
    private final List<PathNode> children = new ArrayList<>();
    private Map<String, PathNode> byName;
    private int expected;
    /** Null until a value stands here. */
    ColumnBuilder column;

    private PathNode(PathNode parent, String name) {
        this.parent = parent;
        this.name = name;
        this.nameBytes = name == null ? new byte[0] : name.getBytes(StandardCharsets.UTF_8);
    }

    static PathNode root() {
        return new PathNode(null, null);
    }

    PathNode child(String childName) {
        if (expected < children.size()) {
            PathNode likely = children.get(expected);
            if (likely.name.equals(childName)) {
                expected++;
                return likely;
            }
        }
        return lookUp(childName);
    }

    /** The same for a name that stands in a text as UTF-8. */
    PathNode child(byte[] text, int from, int to) {
        if (expected < children.size()) {
            PathNode likely = children.get(expected);
            if (Arrays.equals(likely.nameBytes, 0, likely.nameBytes.length, text, from, to)) {
                expected++;
                return likely;
            }
        }
        return lookUp(new String(text, from, to - from, StandardCharsets.UTF_8));
    }

    /** Clients mark media objects by a string of this name. */
    boolean isType() {
        return name.equals("_type");
    }

    /** The next lookup expects the first child again. */
    void rowEnds() {
        expected = 0;
    }

    private PathNode lookUp(String childName) {
        if (byName == null) {
            byName = new HashMap<>();
            for (PathNode child : children) {
                byName.put(child.name, child);
            }
        }
        PathNode child = byName.get(childName);
        if (child == null) {
            child = new PathNode(this, childName);
            children.add(child);
            byName.put(childName, child);
            expected = children.size();
        } else {
            // a key may have been left out: go on from where this one stands, if that is near
            int limit = Math.min(children.size(), expected + 4);
            for (int i = expected; i < limit; i++) {
                if (children.get(i) == child) {
                    expected = i + 1;
                    break;
                }
            }
        }
        return child;
    }

    List<String> path() {
        List<String> path = new ArrayList<>();
        for (PathNode node = this; node.parent != null; node = node.parent) {
            path.add(node.name);
        }
        return List.copyOf(path.reversed());
    }
}
