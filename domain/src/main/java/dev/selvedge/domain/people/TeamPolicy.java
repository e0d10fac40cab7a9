package dev.selvedge.domain.people;

import java.time.Duration;
import java.util.Optional;

/**
 * What a team lets its members and others do. Its organization may ask for more: see {@link Privacy}.
 *
 * @param hidden people of the organization who are not in the team do not see it
 * @param membersInvite members may invite others, not only admins
 * @param linksOff reports are not shown to people without an account
 * @param artifactLifetime of versions that name none of their own; empty = they live on
 * @param onlyAdminsSetLifetimes members leave the lifetime of versions as the team has it
 */
public record TeamPolicy(
        boolean hidden,
        boolean membersInvite,
        boolean linksOff,
        Optional<Duration> artifactLifetime,
        boolean onlyAdminsSetLifetimes) {

    public static final TeamPolicy USUAL = new TeamPolicy(false, false, false, Optional.empty(), false);
}
