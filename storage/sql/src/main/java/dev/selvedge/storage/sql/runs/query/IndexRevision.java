package dev.selvedge.storage.sql.runs.query;

/**
 * How far the index of a project's values has come. Whoever indexes runs moves {@code now} on and notes it with each of
 * them, so what was read before is brought up to date from the runs noted since.
 *
 * @param whole what was read before this one is read anew: runs have left the project
 */
record IndexRevision(long now, long whole) {}
