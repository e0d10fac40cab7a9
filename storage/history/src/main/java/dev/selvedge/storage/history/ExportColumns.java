package dev.selvedge.storage.history;

import dev.selvedge.platform.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which columns a file of several runs has, and of what kind. */
final class ExportColumns {

    private static final int MOST = 20_000;

    private final Set<String> wanted;
    private final Map<String, Byte> kinds = new TreeMap<>();

    /** @param wanted empty = all */
    ExportColumns(List<String> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    void add(Block block) {
        block.kinds().forEach(this::add);
        if (kinds.size() > MOST) {
            throw Fault.tooLarge("These runs have more than " + MOST + " keys: choose some with \"key\"");
        }
    }

    private void add(String key, byte kind) {
        if (wanted.isEmpty() || wanted.contains(key) || key.equals(Selection.STEP)) {
            kinds.merge(key, kind, ExportColumns::common);
        }
    }

    /** What holds values of both kinds. */
    static byte common(byte one, byte other) {
        if (one == other) {
            return one;
        }
        boolean numbers = (one == Kind.LONG || one == Kind.DOUBLE) && (other == Kind.LONG || other == Kind.DOUBLE);
        return numbers ? Kind.DOUBLE : Kind.JSON;
    }

    Map<String, Byte> kinds() {
        return kinds;
    }
}
