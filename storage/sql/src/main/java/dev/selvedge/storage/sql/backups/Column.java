package dev.selvedge.storage.sql.backups;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Base64;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A column of a dumped table, and how its values are written. */
public record Column(String name, Kind kind) {

    /** What a value is in the file. */
    public enum Kind {
        /** A JSON number without a fraction. */
        INTEGER,
        /** A JSON number that reads back as the same double. */
        REAL,
        /** A string of digits. */
        DECIMAL,
        TEXT,
        /** Base64. */
        BYTES,
        /** {@code 2026-11-25T03:15:00.123456}, a day and a time in the zone that the server writes: UTC. */
        TIME;

        static Kind of(String dataType) {
            return switch (dataType.toLowerCase(java.util.Locale.ROOT)) {
                case "tinyint", "smallint", "mediumint", "int", "bigint" -> INTEGER;
                case "float", "double" -> REAL;
                case "decimal" -> DECIMAL;
                case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "json" -> TEXT;
                case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> BYTES;
                case "datetime", "timestamp" -> TIME;
                default -> throw new IllegalArgumentException("Columns of type " + dataType + " are not dumped");
            };
        }
    }

    void write(ResultSet row, int index, JsonGenerator out) throws SQLException {
        switch (kind) {
            case INTEGER -> {
                long value = row.getLong(index);
                if (row.wasNull()) {
                    out.writeNull();
                } else {
                    out.writeNumber(value);
                }
            }
            case REAL -> {
                double value = row.getDouble(index);
                if (row.wasNull()) {
                    out.writeNull();
                } else {
                    out.writeNumber(value);
                }
            }
            case DECIMAL, TEXT -> out.writeString(row.getString(index));
            case BYTES -> {
                byte[] value = row.getBytes(index);
                if (value == null) {
                    out.writeNull();
                } else {
                    out.writeString(Base64.getEncoder().encodeToString(value));
                }
            }
            case TIME -> {
                String value = row.getString(index);
                out.writeString(value == null ? null : value.replace(' ', 'T'));
            }
        }
    }

    /** The parser stands on the value. */
    void read(JsonParser in, PreparedStatement insert, int index) throws SQLException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            insert.setNull(index, type());
            return;
        }
        switch (kind) {
            case INTEGER -> insert.setLong(index, in.getLongValue());
            case REAL -> insert.setDouble(index, in.getDoubleValue());
            case DECIMAL, TEXT -> insert.setString(index, in.getString());
            case BYTES -> insert.setBytes(index, Base64.getDecoder().decode(in.getString()));
            // as a text: the driver takes MariaDB for a server too old for fractions of seconds, and cuts them off
            case TIME -> insert.setString(index, in.getString().replace('T', ' '));
        }
    }

    private int type() {
        return switch (kind) {
            case INTEGER -> Types.BIGINT;
            case REAL -> Types.DOUBLE;
            case DECIMAL -> Types.DECIMAL;
            case TEXT -> Types.VARCHAR;
            case BYTES -> Types.VARBINARY;
            case TIME -> Types.TIMESTAMP;
        };
    }
}
