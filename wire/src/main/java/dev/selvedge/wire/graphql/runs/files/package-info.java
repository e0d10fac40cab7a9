/** GraphQL of run files; the exchanges are described in {@code contracts/files}. */
package dev.selvedge.wire.graphql.runs.files;
