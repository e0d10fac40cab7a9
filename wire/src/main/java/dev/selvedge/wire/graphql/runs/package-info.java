/** The type {@code Run} and the mutations of runs. Rows, files and lists of runs are in packages of their own. */
package dev.selvedge.wire.graphql.runs;
