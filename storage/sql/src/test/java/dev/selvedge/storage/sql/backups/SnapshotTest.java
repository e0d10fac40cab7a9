package dev.selvedge.storage.sql.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.storage.sql.DatabaseRefused;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlConnections;
import dev.selvedge.storage.sql.TestBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes out comes in, as it was in one moment. */
class SnapshotTest {

    private static final long ONE_ROW_EACH = 0;

    @TempDir
    private Path folder;

    private static void execute(MySqlAddress address, String... statements) throws SQLException {
        try (Connection connection = MySqlConnections.open(address, Map.of());
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** MariaDB's own checksum of a table depends on more than its values. */
    private static String content(MySqlAddress address) throws SQLException {
        StringBuilder content = new StringBuilder();
        try (Connection connection = MySqlConnections.open(address, Map.of());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select id, flag, small, cast(ratio as char), hex(words), hex(exact), hex(raw),"
                                + " cast(at as char) from thing order by id")) {
            while (rows.next()) {
                for (int i = 1; i <= 8; i++) {
                    content.append(rows.getString(i)).append(i == 8 ? '\n' : '|');
                }
            }
        }
        return content.toString();
    }

    private static void fill(MySqlAddress address) throws SQLException {
        execute(
                address,
                "create table thing (id bigint not null auto_increment primary key, flag boolean not null, small tinyint not null,"
                        + " ratio double null, words longtext null, exact varchar(20) collate utf8mb4_bin null, raw longblob null,"
                        + " at datetime(6) null)",
                "set session sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
                "insert into thing values (1, true, -7, 0.1, 'a ✓ \\\\ \\' \\n 😀', 'ß', x'00ff10', '2026-03-29 02:30:00.123456')",
                "insert into thing values (2, false, 127, null, null, null, null, null)",
                "insert into thing values (9007199254740993, false, 0, 1e-308, '', '', '', '1000-01-01 00:00:00')",
                "insert into thing select id + 100, flag, small, 1e300, repeat('x', 30), exact, x'0102ff', at"
                        + " from thing where id < 3",
                "create table object_hold (name varchar(64) primary key)",
                "insert into object_hold values ('backup')");
    }

    private record File(String table, Path path) {}

    private List<File> dump(Snapshot snapshot, List<Table> tables) throws IOException {
        List<File> files = new ArrayList<>();
        for (Table table : tables) {
            snapshot.dump(
                    table,
                    folder,
                    (name, number, file) -> files.add(new File(
                            name,
                            Files.copy(
                                    file,
                                    Files.createTempDirectory(folder, "part").resolve(name + number)))));
        }
        return files;
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MARIADB"})
    void everyKindOfValueComesBackAndNothingOfWhatHappenedLater(TestBackend backend) throws Exception {
        MySqlAddress address = backend.newAddress();
        fill(address);
        String before = content(address);
        List<Table> tables;
        List<File> files;
        try (Snapshot snapshot = Snapshot.open(address, ONE_ROW_EACH)) {
            execute(address, "delete from thing where id = 1", "update thing set words = 'later'");
            tables = snapshot.tables();
            files = dump(snapshot, tables);
        }
        assertThat(files).filteredOn(file -> file.table().equals("thing")).hasSize(5);
        assertThat(files).noneMatch(file -> file.table().equals("object_hold"));

        MySqlAddress copy = backend.newAddress();
        long rows = 0;
        try (Load load = Load.into(copy)) {
            for (Table table : tables) {
                load.create(table);
            }
            for (File file : files) {
                Table table = tables.stream()
                        .filter(each -> each.name().equals(file.table()))
                        .findFirst()
                        .orElseThrow();
                rows += load.rows(table, Files.newInputStream(file.path()));
            }
        }
        assertThat(rows).isEqualTo(5);
        assertThat(content(copy)).isEqualTo(before).isNotEqualTo(content(address));
        assertThatThrownBy(() -> Load.into(copy))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("is not empty");
        Load.empty(copy);
        Load.into(copy).close();
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MARIADB"})
    void computedColumnsAreLeftOutAlsoOfWhatAnOlderReleaseDumped(TestBackend backend) throws Exception {
        MySqlAddress address = backend.newAddress();
        execute(
                address,
                "create table sized (small boolean generated always as (size < 5), size bigint not null)",
                "insert into sized (size) values (7), (3)");
        for (boolean old : List.of(false, true)) {
            MySqlAddress copy = backend.newAddress();
            try (Snapshot snapshot = Snapshot.open(address);
                    Load load = Load.into(copy)) {
                Table table = snapshot.tables().getFirst();
                assertThat(table.columns()).extracting(Column::name).containsExactly("size");
                if (old) {
                    table = new Table(
                            table.name(),
                            table.ddl(),
                            List.of(
                                    new Column("small", Column.Kind.INTEGER),
                                    table.columns().getFirst()));
                }
                load.create(table);
                for (File file : dump(snapshot, List.of(table))) {
                    assertThat(load.rows(table, Files.newInputStream(file.path())))
                            .isEqualTo(2);
                }
            }
            execute(copy, "update sized set size = 4 where not small");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MARIADB"})
    void aScratchDatabaseIsGoneAfterwards(TestBackend backend) throws Exception {
        MySqlAddress beside = backend.newAddress();
        MySqlAddress scratch;
        try (ScratchDatabase database = ScratchDatabase.make(beside)) {
            scratch = database.address();
            execute(scratch, "create table t (id int)");
        }
        assertThatThrownBy(() -> execute(scratch, "select 1")).isInstanceOf(SQLException.class);
    }
}
