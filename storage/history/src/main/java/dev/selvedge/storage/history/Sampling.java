package dev.selvedge.storage.history;

import java.util.List;

/** Picks rows evenly, the first and the last always among them. */
final class Sampling {

    interface Picked {
        /** Calls come in order, those of one selection together. */
        void row(Selection selection, int row);
    }

    private Sampling() {}

    static void pick(List<Selection> selections, int samples, Picked picked) {
        long total = selections.stream().mapToLong(Selection::count).sum();
        if (total <= samples) {
            for (Selection selection : selections) {
                for (int i = 0; i < selection.count(); i++) {
                    picked.row(selection, selection.row(i));
                }
            }
            return;
        }
        long before = 0;
        int next = 0;
        for (Selection selection : selections) {
            while (next < samples) {
                long wanted = position(next, samples, total);
                if (wanted >= before + selection.count()) {
                    break;
                }
                picked.row(selection, selection.row((int) (wanted - before)));
                next++;
            }
            before += selection.count();
        }
    }

    /** Says of things that come one by one which of them are picked. */
    static final class Even {
        private final int samples;
        private final long total;
        private long at;
        private int next;

        Even(int samples, long total) {
            this.samples = samples;
            this.total = total;
        }

        boolean takesNext() {
            if (total > samples && (next == samples || position(next, samples, total) != at++)) {
                return false;
            }
            next++;
            return true;
        }
    }

    private static long position(int sample, int samples, long total) {
        return samples == 1 ? total - 1 : Math.round((double) sample * (total - 1) / (samples - 1));
    }
}
