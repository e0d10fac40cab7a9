/**
 * Everything of a MySQL database as of one moment, in files of rows, and back. The format is docs/formats/backup-set.md.
 */
package dev.selvedge.storage.sql.backups;
