/**
 * Reads a {@code WeightsAndBiases} resource of either shape and says what the same installation is here. Configuration moves, data does not: the
 * database and the prefix in the bucket are new ones, and the source is only ever read.
 */
package dev.selvedge.operator.importing;
