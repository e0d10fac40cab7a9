package dev.selvedge.storage.sql.backups;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** @param ddl the statement that makes it, as the database itself words it */
public record Table(String name, String ddl, List<Column> columns) {

    /** Of these only the definition: what jobs run is made anew by the servers, and a hold ends with its backup. */
    private static final Set<String> NO_ROWS = Set.of("scheduled_tasks", "object_hold");

    /** Made last: without it a server takes the database for somebody else's and leaves it alone. */
    static final String HISTORY = "flyway_schema_history";

    public boolean hasRows() {
        return !NO_ROWS.contains(name);
    }

    public boolean isLast() {
        return name.equals(HISTORY);
    }

    String list() {
        return list(columns);
    }

    static String list(List<Column> columns) {
        return columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
    }

    String quoted() {
        return quoted(name);
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
