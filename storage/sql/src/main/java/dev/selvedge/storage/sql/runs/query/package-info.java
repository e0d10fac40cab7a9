/**
 * Questions about runs in SQL: {@code run_value} holds one row per value of config and summary, brought up to date before
 * it is asked. The page {@code designs/run-query.md} tells how and why.
 */
package dev.selvedge.storage.sql.runs.query;
