/**
 * The GraphQL protocol: one endpoint, one controller per room.
 *
 * <p>The schema is {@code contracts/graphql}. Words and statuses follow what released clients match on.
 */
package dev.selvedge.wire.graphql;
