/**
 * Views: workspaces, reports and drafts of reports, whose layout document ({@code spec}) is a contract between clients and
 * pages and kept as it came. Also the links that share them.
 *
 * <p>Nothing here looks into a spec.
 */
package dev.selvedge.domain.reports;
