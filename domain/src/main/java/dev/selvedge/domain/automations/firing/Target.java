package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.AutomationId;
import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.people.UserId;

/** What is done about a firing. */
public sealed interface Target {

    /** The automation's action as it is when its turn comes. */
    record OfAutomation(AutomationId automation) implements Target {}

    /** A run's alert to a person's address. */
    record Mail(UserId person) implements Target {}

    /** To the address of somebody who is mentioned in a comment. */
    record Mention(long mention) implements Target {}

    /** A run's alert to a chat channel. */
    record Channel(IntegrationId integration) implements Target {}
}
