package dev.selvedge.storage.sql.runs.query;

/** Kinds of indexed values. The codes stand in the database; values up to LIST have an order, kind by kind. */
enum ValueKind {
    NUMBER(1),
    BOOLEAN(2),
    TEXT(3),
    LIST(4),
    NAN(5),
    NULL(6),
    OBJECT(7);

    static final byte LAST_ORDERED = 4;

    /** {@code values()} makes a copy each time, and a table that is ordered asks for each comparison. */
    private static final ValueKind[] BY_CODE = values();

    private final byte code;

    ValueKind(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static ValueKind of(int code) {
        return BY_CODE[code - 1];
    }
}
