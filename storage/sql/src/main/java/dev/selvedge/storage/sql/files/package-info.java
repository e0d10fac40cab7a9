/** Files of runs in SQL. Names are found by their SHA-256: indexes on 1024 characters are not to be had everywhere. */
package dev.selvedge.storage.sql.files;
