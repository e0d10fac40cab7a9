/**
 * What the rows of a history are made into: columns for charts, Parquet segments for keeping, texts again for clients.
 *
 * <p>Chunks and the list of segments come from {@link dev.selvedge.domain.runs.history.HistoryStore}, segments from the
 * object store. See {@code designs/history.md} and {@code docs/formats}.
 */
package dev.selvedge.storage.history;
