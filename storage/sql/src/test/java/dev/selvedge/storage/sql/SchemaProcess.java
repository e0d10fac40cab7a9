package dev.selvedge.storage.sql;

import java.time.Duration;

/** A server that gets as far as its schema, to be killed on the way. */
final class SchemaProcess {

    private SchemaProcess() {}

    public static void main(String[] arguments) {
        MySqlAddress address =
                new MySqlAddress("127.0.0.1", Integer.parseInt(arguments[0]), arguments[1], arguments[2], arguments[3]);
        Database.mysql(address, Duration.ofSeconds(10)).close();
    }
}
