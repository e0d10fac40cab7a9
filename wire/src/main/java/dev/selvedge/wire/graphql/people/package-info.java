/** Users, teams and organizations in the GraphQL contract. Sources are the records of the people room. */
package dev.selvedge.wire.graphql.people;
