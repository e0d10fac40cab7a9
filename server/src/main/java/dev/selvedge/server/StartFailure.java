package dev.selvedge.server;

/** Why the server cannot start, as one sentence for the person at the terminal. */
public class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailure(String sentence) {
        super(sentence, null, false, false);
    }
}
