/**
 * What the people and machines that run a server see of it: probes, metrics, request ids in the log, the drain before
 * it stops. Nothing here knows a room.
 */
package dev.selvedge.server.operations;
