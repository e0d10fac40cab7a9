package dev.selvedge.storage.history;

/** What a value of a column is. Constants, since there is one for each of millions of values. */
final class Kind {

    static final byte NULL = 0;
    static final byte LONG = 1;
    static final byte DOUBLE = 2;
    static final byte BOOLEAN = 3;
    static final byte STRING = 4;
    /** Anything else, as JSON text: lists, media objects, numbers that fit neither a long nor a double. */
    static final byte JSON = 5;
    /** Of a column, not of a value: whole numbers, some of which a double cannot hold. */
    static final byte WIDE = 6;

    private Kind() {}
}
