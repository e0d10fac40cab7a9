package dev.selvedge.domain.objects;

import java.io.IOException;

/** The store has no room for what was being written; nothing of it was kept and nothing else was harmed. */
public final class StoreFullException extends IOException {

    private static final long serialVersionUID = 1L;

    public StoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
