package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;

/** Which passwords may be set. */
final class Passwords {

    private static final int MIN = 8;

    /** Hashing costs by length; nobody types more. */
    private static final int MAX = 1024;

    private Passwords() {}

    static String check(String password) {
        if (password == null || password.length() < MIN) {
            throw Fault.invalid("A password has at least " + MIN + " characters");
        }
        if (password.length() > MAX) {
            throw Fault.invalid("A password may have up to " + MAX + " characters");
        }
        return password;
    }
}
