package dev.selvedge.server.backends;

import dev.selvedge.storage.sql.keys.SqlKeys;

/** Keys in the database that the servers share. */
record SharedKeys(SqlKeys keys) implements ServerKeys {

    @Override
    public byte[] secret(String name) {
        return keys.secret(name);
    }

    @Override
    public byte[] previousSecret(String name) {
        return keys.find(name + ".previous").orElse(null);
    }
}
