package dev.selvedge.domain.people;

/** A slow, salted hash. */
public interface PasswordHasher {

    String hash(String password);

    boolean matches(String password, String hash);
}
