/**
 * Traces for whoever has a receiver of OpenTelemetry's protocol: one span for each request, one for each statement and commit
 * beneath it. Off unless a receiver is named; then nothing here is loaded.
 */
package dev.selvedge.server.tracing;
