/** Projects in the GraphQL contract; {@code model} and {@code project} are two names of one thing. */
package dev.selvedge.wire.graphql.projects;
