/** Comments on reports in GraphQL. */
package dev.selvedge.wire.graphql.discussions;
