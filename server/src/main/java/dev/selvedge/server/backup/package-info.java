/**
 * One file out, one file in: an embedded installation as of one moment, taken while it works, checked when it is made,
 * before it is put back and whenever one likes. The format is docs/formats/backup.md.
 */
package dev.selvedge.server.backup;
