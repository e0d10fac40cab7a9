/** What the server says of itself: version and features. */
package dev.selvedge.wire.graphql.server;
