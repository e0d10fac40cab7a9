package dev.selvedge.storage.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A name at its place in the rows' objects. Rows mostly repeat their keys in one order, which a lookup tries first. */
final class PathNode {

    private final PathNode parent;
    private final String name;
    private final List<PathNode> children = new ArrayList<>();
    private Map<String, PathNode> byName;
    private int expected;
    /** Null until a value stands here. */
    ColumnBuilder column;

    private PathNode(PathNode parent, String name) {
        this.parent = parent;
        this.name = name;
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
