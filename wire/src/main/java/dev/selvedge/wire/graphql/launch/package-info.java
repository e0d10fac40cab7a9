/** The types {@code RunQueue}, {@code RunQueueItem}, {@code LaunchAgent} and {@code DefaultResourceConfig}. */
package dev.selvedge.wire.graphql.launch;
