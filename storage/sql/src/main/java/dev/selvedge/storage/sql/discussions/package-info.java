/** Comments on reports in SQL. */
package dev.selvedge.storage.sql.discussions;
