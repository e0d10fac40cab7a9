package dev.selvedge.server.backup.sets;

import dev.selvedge.server.backup.BackupFailure;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.backups.Load;
import dev.selvedge.storage.sql.backups.Table;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.JacksonException;

/** The database of a set into an empty one. */
final class LoadSet {

    private LoadSet() {}

    static void run(SetReader set, MySqlAddress into) {
        String id = set.manifest().id();
        try (Load load = Load.into(into)) {
            List<Table> tables = set.tables();
            for (Table table : tables) {
                if (!table.isLast()) {
                    load(set, load, table);
                }
            }
            for (Table table : tables) {
                if (table.isLast()) {
                    load(set, load, table);
                }
            }
        } catch (IOException | JacksonException e) {
            throw SetReader.unreadable(id, e);
        }
    }

    private static void load(SetReader set, Load load, Table table) throws IOException {
        load.create(table);
        long count = 0;
        for (String name : set.rows(table)) {
            try (CheckedInput in = set.open(name)) {
                count += load.rows(table, in);
                in.finish();
            }
        }
        if (count != set.manifest().rows().getOrDefault(table.name(), 0L)) {
            throw new BackupFailure("The backup " + set.manifest().id() + " is damaged: " + table.name() + " has "
                    + count + " rows instead of " + set.manifest().rows().get(table.name()) + ".");
        }
    }
}
