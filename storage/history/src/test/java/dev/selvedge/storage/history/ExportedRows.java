package dev.selvedge.storage.history;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * What stands in an exported file, group by group.
 *
 * @param types of the columns by name, in the file's order
 * @param rows values by column: Long, Double, Boolean or String; nothing where there is none
 */
record ExportedRows(List<String> names, List<Type> types, List<Map<String, Object>> rows) {

    static ExportedRows of(byte[] file) {
        FileMetaData footer = footer(file);
        List<String> names = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        footer.getSchema().stream().skip(1).forEach(column -> {
            names.add(column.getName());
            types.add(column.getType());
        });
        List<Map<String, Object>> rows = new ArrayList<>();
        for (RowGroup group : footer.getRow_groups()) {
            List<Map<String, Object>> own = new ArrayList<>();
            for (int row = 0; row < group.getNum_rows(); row++) {
                own.add(new TreeMap<>());
            }
            for (int i = 0; i < names.size(); i++) {
                Column column = column(
                        file,
                        group.getColumns().get(i).getMeta_data(),
                        types.get(i),
                        Math.toIntExact(group.getNum_rows()));
                for (int value = 0; value < column.size(); value++) {
                    own.get(column.row(value)).put(names.get(i), value(column, value));
                }
            }
            rows.addAll(own);
        }
        return new ExportedRows(names, types, rows);
    }

    static FileMetaData footer(byte[] file) {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Type type(String name) {
        return types.get(names.indexOf(name));
    }

    private static Column column(byte[] file, ColumnMetaData pages, Type type, int rows) {
        byte kind = switch (type) {
            case INT64 -> Kind.LONG;
            case DOUBLE -> Kind.DOUBLE;
            case BOOLEAN -> Kind.BOOLEAN;
            default -> Kind.STRING;
        };
        PrimitiveTypeName name =
                type == Type.BYTE_ARRAY ? PrimitiveTypeName.BINARY : PrimitiveTypeName.valueOf(type.name());
        int start = Math.toIntExact(ColumnSums.start(pages));
        byte[] bytes = Arrays.copyOfRange(file, start, start + Math.toIntExact(pages.getTotal_compressed_size()));
        ColumnInfo info = new ColumnInfo("value", List.of("value"), kind, null, null, new KeyStats("null", Map.of()));
        ColumnDescriptor descriptor = new ColumnDescriptor(
                new String[] {"value"}, Types.optional(name).named("value"), 0, 1);
        if (pages.getStatistics().getNull_count() == rows) {
            return new Column(List.of("value"), 0, new int[0], null, kind, Bits.even(0, 0), null);
        }
        return new ColumnPages(info, descriptor, rows).read(new SegmentPages(bytes));
    }

    private static Object value(Column column, int index) {
        return switch (column.kind(index)) {
            case Kind.LONG -> column.bits().at(index);
            case Kind.DOUBLE -> Double.longBitsToDouble(column.bits().at(index));
            case Kind.BOOLEAN -> column.bits().at(index) != 0;
            default -> column.text(index);
        };
    }
}
