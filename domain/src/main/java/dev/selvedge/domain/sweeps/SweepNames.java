package dev.selvedge.domain.sweeps;

import java.util.random.RandomGenerator;

/** Names of new sweeps: 8 characters, as clients expect in URLs and commands. */
final class SweepNames {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private SweepNames() {}

    static String invent(RandomGenerator random) {
        StringBuilder name = new StringBuilder(8);
        for (int i = 0; i < 8; i++) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
