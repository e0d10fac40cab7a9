/**
 * People: users, teams, organizations, API keys, sessions and who may do what.
 *
 * <p>{@code Access} is the one place that authorises; no other room decides rights.
 */
package dev.selvedge.domain.people;
