/**
 * From a change to a delivered message: the change leaves a row in the outbox within its own transaction, a job holds the
 * automations against it, and what fires is delivered, again and again if need be, and kept as history.
 */
package dev.selvedge.domain.automations.firing;
