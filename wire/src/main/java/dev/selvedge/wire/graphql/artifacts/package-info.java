/** Artifacts in GraphQL: what the contract's {@code artifact.graphqls} names, on the rooms' objects as sources. */
package dev.selvedge.wire.graphql.artifacts;
