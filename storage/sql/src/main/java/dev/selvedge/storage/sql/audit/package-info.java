/** The audit log as rows. */
package dev.selvedge.storage.sql.audit;
