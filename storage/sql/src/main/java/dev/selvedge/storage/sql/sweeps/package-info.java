/** Sweeps, their agents and trials as rows. */
package dev.selvedge.storage.sql.sweeps;
