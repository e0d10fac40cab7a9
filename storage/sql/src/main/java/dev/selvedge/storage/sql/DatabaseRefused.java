package dev.selvedge.storage.sql;

/** Why a database cannot be used, as one sentence for whoever operates it. */
public final class DatabaseRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseRefused(String sentence) {
        super(sentence, null, false, false);
    }

    public DatabaseRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
