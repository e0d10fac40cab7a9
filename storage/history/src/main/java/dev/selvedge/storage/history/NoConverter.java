package dev.selvedge.storage.history;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Parquet's column reader wants to know where values should go; here they are fetched one by one. */
final class NoConverter extends GroupConverter {

    @Override
    public Converter getConverter(int fieldIndex) {
        return new PrimitiveConverter() {};
    }

    @Override
    public void start() {
        // no rows are assembled
    }

    @Override
    public void end() {
        // no rows are assembled
    }
}
