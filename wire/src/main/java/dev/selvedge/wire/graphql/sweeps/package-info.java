/** The types {@code Sweep} and {@code Agent} and their mutations. */
package dev.selvedge.wire.graphql.sweeps;
