package dev.selvedge.storage.history;

/** What was listed has been sealed or joined in the meantime: list again. */
final class StaleLayout extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StaleLayout() {
        super("The history has been sealed meanwhile", null, false, false);
    }
}
