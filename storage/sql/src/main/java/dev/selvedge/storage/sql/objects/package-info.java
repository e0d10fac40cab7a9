/** Places of objects, as rows. */
package dev.selvedge.storage.sql.objects;
