package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Metrics and alerts; the cluster must know monitoring.coreos.com/v1. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Monitoring(
        @JsonPropertyDescription("What Prometheus scrapes") ServiceMonitorPlan serviceMonitor,
        @JsonPropertyDescription("Alerts") Rules rules) {}
