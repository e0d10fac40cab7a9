package dev.selvedge.wire.session;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.selvedge.domain.people.PasswordHasher;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;

/** Argon2id with the parameters that OWASP recommends first: 19 MiB, two passes, one lane. */
public final class Argon2PasswordHasher implements PasswordHasher {

    private static final int MEMORY_KIB = 19 << 10;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;

    /** Each hash takes the memory above: a flood of sign-ins waits instead of filling the heap. */
    private static final int AT_ONCE = 4;

    private final Semaphore places = new Semaphore(AT_ONCE);

    @Override
    public String hash(String password) {
        places.acquireUninterruptibly();
        try {
            return Argon2id.ENCODER.encode(password);
        } finally {
            places.release();
        }
    }

    @Override
    public boolean matches(String password, String hash) {
        if (password == null || password.isEmpty()) {
            return false;
        }
        places.acquireUninterruptibly();
        try {
            return Argon2id.ENCODER.matches(password, hash);
        } finally {
            places.release();
        }
    }

    /** Keeps the memory of a hash for good, so the first password makes it: a server that sees only keys goes without. */
    private static final class Argon2id {
        static final PasswordEncoder ENCODER = new Argon2Password4jPasswordEncoder(
                Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID));

        private Argon2id() {}
    }
}
