/** Custom charts. */
package dev.selvedge.wire.graphql.charts;
