/** Artifacts in SQL. Manifests and files are objects; here stands only what leads to them. */
package dev.selvedge.storage.sql.artifacts;
