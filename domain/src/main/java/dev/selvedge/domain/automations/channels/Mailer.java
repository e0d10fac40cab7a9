package dev.selvedge.domain.automations.channels;

/** Sends plain mail through the operator's server. */
public interface Mailer {

    /** Without a mail server nothing is queued for it. */
    boolean isConfigured();

    Sent send(String address, String subject, String text);
}
