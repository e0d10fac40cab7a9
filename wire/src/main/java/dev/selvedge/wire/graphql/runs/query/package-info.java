/** Lists, groups, keys and search of runs, and the mutations of all runs that a filter selects. */
package dev.selvedge.wire.graphql.runs.query;
