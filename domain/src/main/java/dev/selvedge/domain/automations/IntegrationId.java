package dev.selvedge.domain.automations;

/** A webhook's number; outside it travels as {@code GenericWebhookIntegration:<number>}. */
public record IntegrationId(long value) {}
