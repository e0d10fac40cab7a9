package dev.selvedge.domain.launch;

import java.util.List;

/**
 * What an agent has to say about an item: why it failed, or a warning.
 *
 * @param stage what the agent was doing, in its own word
 * @param files paths of the agent's run where it has put more, such as the end of a log
 */
public record ItemProblem(String message, String stage, List<String> files) {

    private static final int LONGEST_MESSAGE = 10_000;
    private static final int LONGEST_STAGE = 255;
    private static final int LONGEST_PATH = 1_024;
    private static final int MOST_FILES = 100;

    /** Texts are cut rather than refused: an agent that cannot report a failure keeps the item's place for ever. */
    public ItemProblem {
        message = cut(message, LONGEST_MESSAGE);
        stage = cut(stage, LONGEST_STAGE);
        files = files == null
                ? List.of()
                : files.stream()
                        .limit(MOST_FILES)
                        .map(path -> cut(path, LONGEST_PATH))
                        .toList();
    }

    private static String cut(String text, int length) {
        if (text == null) {
            return "";
        }
        return text.length() <= length ? text : text.substring(0, length);
    }
}
