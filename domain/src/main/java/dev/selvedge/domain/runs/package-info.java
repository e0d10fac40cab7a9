/**
 * Runs: what was logged, by whom, in which state, with config, summary, tags, stop flag and the rules of resuming,
 * forking and rewinding. Rows live in {@code runs.history}, files in {@code runs.files}, console lines in
 * {@code runs.logs}.
 *
 * <p>The rules come from what the SDK does: see {@code contracts/filestream}.
 */
package dev.selvedge.domain.runs;
