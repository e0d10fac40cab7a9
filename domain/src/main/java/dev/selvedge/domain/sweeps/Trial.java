package dev.selvedge.domain.sweeps;

import java.time.Instant;

/**
 * A run that was handed to an agent. It stays open until the agent is known to be done with it, so that an answer that
 * was lost is given again instead of losing a configuration.
 *
 * @param offers how often the run was handed out
 * @param begun the agent has told that it works on the run
 */
public record Trial(
        SweepId sweep, String run, AgentId agent, int offers, boolean begun, boolean open, Instant offeredAt) {}
