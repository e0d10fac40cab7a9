/**
 * Backups of an installation with MySQL: sets in a bucket or folder that share the objects they have in common. The format
 * is docs/formats/backup-set.md.
 */
package dev.selvedge.server.backup.sets;
