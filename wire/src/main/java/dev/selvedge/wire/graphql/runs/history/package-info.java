/** The fields of {@code Run} that read its rows. */
package dev.selvedge.wire.graphql.runs.history;
