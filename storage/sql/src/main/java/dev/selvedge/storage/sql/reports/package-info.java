/** Views and the links that share them, in SQL. */
package dev.selvedge.storage.sql.reports;
