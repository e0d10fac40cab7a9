/** Runs and their tags in SQL. */
package dev.selvedge.storage.sql.runs;
