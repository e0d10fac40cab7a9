package dev.selvedge.domain.automations;

/**
 * An integration's number; outside it travels as {@code GenericWebhookIntegration:<number>} or
 * {@code SlackIntegration:<number>}.
 */
public record IntegrationId(long value) {}
