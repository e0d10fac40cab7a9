/** Triggers, integrations, secrets and alerts. */
package dev.selvedge.wire.graphql.automations;
