package dev.selvedge.storage.sql;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A process whose threads write entries and their number, each pair in one transaction, until it is killed. It says
 * {@code writer number} of whatever was committed.
 */
final class EmbeddedWriters {

    static final int WRITERS = 16;

    static final Table<Record> TALLY = DSL.table("tally");
    static final Table<Record> ENTRY = DSL.table("entry");
    static final Field<Integer> WRITER = DSL.field("writer", Integer.class);
    static final Field<Long> NUMBER = DSL.field("number", Long.class);
    static final Field<String> NOTE = DSL.field("note", String.class);

    private final Database database;
    private final DSLContext sql;

    private EmbeddedWriters(Database database) {
        this.database = database;
        this.sql = database.sql();
    }

    static void prepare(Database database) {
        database.sql().execute("create table tally (writer int primary key, number bigint not null, note text)");
        database.sql()
                .execute("create table entry (writer int, number bigint, note text, primary key (writer, number))");
        for (int writer = 0; writer < WRITERS; writer++) {
            database.sql().insertInto(TALLY, WRITER, NUMBER).values(writer, 0L).execute();
        }
    }

    public static void main(String[] arguments) {
        EmbeddedWriters writers = new EmbeddedWriters(Database.embedded(Path.of(arguments[0])));
        IntStream.range(0, WRITERS).forEach(number -> Thread.ofPlatform().start(() -> writers.write(number)));
    }

    private void write(int writer) {
        while (true) {
            long number = database.transactions().inTransaction(() -> writeOnce(writer));
            synchronized (System.out) {
                System.out.println(writer + " " + number);
            }
        }
    }

    private long writeOnce(int writer) {
        long next = sql.select(NUMBER)
                        .from(TALLY)
                        .where(WRITER.eq(writer))
                        .forUpdate()
                        .fetchSingle(NUMBER)
                + 1;
        sql.insertInto(ENTRY, WRITER, NUMBER, NOTE)
                .values(writer, next, "entry ".repeat(40))
                .execute();
        sql.update(TALLY)
                .set(NUMBER, next)
                .set(NOTE, "tally ".repeat(40))
                .where(WRITER.eq(writer))
                .execute();
        return next;
    }
}
