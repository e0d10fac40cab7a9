/** Automations and webhooks as rows. */
package dev.selvedge.storage.sql.automations;
