/**
 * How a sweep chooses: parameter distributions, grid, random and Bayesian search, and Hyperband's early stop.
 *
 * <p>Pure functions of the sweep's configuration and its runs so far; nothing here is stored. Values are plain JSON-like
 * objects: {@code Map}, {@code List}, {@code String}, {@code Number}, {@code Boolean} or null.
 */
package dev.selvedge.domain.sweeps.search;
