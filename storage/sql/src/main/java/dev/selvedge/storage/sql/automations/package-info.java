/** Automations, integrations, secrets, alerts, and the outbox between what happened and what is sent, as rows. */
package dev.selvedge.storage.sql.automations;
