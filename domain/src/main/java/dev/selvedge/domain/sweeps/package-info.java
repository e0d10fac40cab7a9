/**
 * Sweeps: the search a team runs over configurations, its agents, and which run each agent is given.
 *
 * <p>What happens between server and agent is written in {@code contracts/sweeps/README.md}. How values are chosen is in
 * {@code search}; runs themselves belong to the runs room and are reached through {@link dev.selvedge.domain.sweeps.SweepRuns}.
 */
package dev.selvedge.domain.sweeps;
