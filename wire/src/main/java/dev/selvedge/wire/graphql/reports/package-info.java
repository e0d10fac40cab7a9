/** Views in GraphQL: workspaces, reports, drafts and the links that share them. */
package dev.selvedge.wire.graphql.reports;
