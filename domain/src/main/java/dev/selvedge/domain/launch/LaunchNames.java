package dev.selvedge.domain.launch;

import dev.selvedge.platform.Fault;
import java.util.random.RandomGenerator;

/** Names of queues and agents. */
final class LaunchNames {

    /** The limit of released clients. */
    private static final int LONGEST_QUEUE = 64;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private LaunchNames() {}

    /** Agents take queues as a list with commas, and pages put a queue's name into their address. */
    static void checkQueue(String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST_QUEUE) {
            throw Fault.invalid("A queue's name has 1 to " + LONGEST_QUEUE + " characters");
        }
        boolean plain = name.equals(name.strip())
                && name.chars().noneMatch(c -> Character.isISOControl(c) || "/\\,:?#%".indexOf(c) >= 0);
        if (!plain) {
            throw Fault.invalid("A queue's name has none of / \\ , : ? # % and no spaces around it: " + name);
        }
    }

    /** The name becomes that of a run. */
    static String inventAgent(RandomGenerator random) {
        StringBuilder name = new StringBuilder("agent-");
        for (int i = 0; i < 10; i++) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
