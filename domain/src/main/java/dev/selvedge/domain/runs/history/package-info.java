/**
 * The rows a run writes: metrics, system metrics and console lines, and the questions charts and clients ask of them.
 *
 * <p>A history is a thing of its own, apart from its run: a fork or a rewind makes a new history that refers to rows of
 * older ones. {@link dev.selvedge.domain.runs.history.Histories} writes, {@link
 * dev.selvedge.domain.runs.history.HistoryReader} reads. See {@code designs/history.md}.
 */
package dev.selvedge.domain.runs.history;
