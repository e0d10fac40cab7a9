/**
 * Questions about the runs of a project: filtered and ordered pages, counts, groups, the keys there are, and search.
 *
 * <p>Owns the run keys of the filter language and the rules by which config and summary become comparable values; the page
 * {@code designs/run-query.md} tells how they are indexed. It never changes a run.
 */
package dev.selvedge.domain.runs.query;
