/**
 * The objects of an installation as pure functions of its resource: records in, Kubernetes objects out, no clock, no cluster. They are equal in
 * content to what the Helm chart renders; {@code ChartTest} compares.
 */
package dev.selvedge.operator.desired;
