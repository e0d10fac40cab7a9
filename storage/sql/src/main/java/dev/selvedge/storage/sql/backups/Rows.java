package dev.selvedge.storage.sql.backups;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** A row is a JSON array on a line of its own. */
final class Rows {

    static final JsonFactory JSON = JsonFactory.builder()
            .rootValueSeparator("\n")
            // what the database took must be read again, however long
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private Rows() {}
}
