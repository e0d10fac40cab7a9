package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.channels.Sent;

/** Writes to somebody who is mentioned in a comment. */
public interface MentionMail {

    Sent send(long mention);
}
