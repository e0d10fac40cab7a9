package dev.selvedge.domain.automations;

/** How grave a notice is. The names are those of the protocol. */
public enum Severity {
    INFO,
    WARN,
    ERROR
}
