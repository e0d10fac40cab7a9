package dev.selvedge.domain.runs.query;

import dev.selvedge.domain.runs.query.RunField.Document;

/**
 * A key that runs of a project have.
 *
 * @param path as users name it, such as {@code config.lr.value}
 * @param type what most of its values are
 * @param runs how many runs have it
 */
public record RunKey(String path, Type type, int runs) {

    /** Objects are the parents of nested keys, and media. */
    public enum Type {
        NUMBER,
        BOOLEAN,
        STRING,
        LIST,
        OBJECT,
        NULL
    }

    /** @param topLength how much of {@code stored} is the top-level key */
    public static String path(Document document, String stored, int topLength) {
        return switch (document) {
            case CONFIG -> document.prefix() + stored.substring(0, topLength) + ".value" + stored.substring(topLength);
            case SUMMARY -> document.prefix() + stored;
        };
    }
}
