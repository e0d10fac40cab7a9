/** Tables of projects and who is named in them. */
package dev.selvedge.storage.sql.projects;
