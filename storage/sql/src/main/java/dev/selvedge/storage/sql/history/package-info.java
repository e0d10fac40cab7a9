/** Histories in SQL: states of streams, chunks with their text, the list of segments. */
package dev.selvedge.storage.sql.history;
