/** What every server of an installation must know alike. */
package dev.selvedge.storage.sql.keys;
