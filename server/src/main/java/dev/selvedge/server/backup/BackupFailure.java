package dev.selvedge.server.backup;

import dev.selvedge.server.StartFailure;

/** Why there is no backup, or why one is not to be trusted. */
public final class BackupFailure extends StartFailure {

    private static final long serialVersionUID = 1L;

    public BackupFailure(String sentence) {
        super(sentence);
    }
}
