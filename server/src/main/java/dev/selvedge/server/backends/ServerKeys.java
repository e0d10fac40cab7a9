package dev.selvedge.server.backends;

/**
 * The secrets that hash API keys and sessions and sign URLs. Every server of an installation has the same ones, and they
 * outlive each of them.
 */
public interface ServerKeys {

    /** 32 bytes that stay the same for that name. */
    byte[] secret(String name);

    /** The secret that {@code name} had before its last rotation, or null. */
    byte[] previousSecret(String name);
}
