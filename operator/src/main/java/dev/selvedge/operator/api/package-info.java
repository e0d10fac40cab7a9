/**
 * The custom resources as records. What is not given stays {@code null} here, so that a resource can be written out as it was read; defaults are
 * in the {@code …OrDefault} methods. The schemas in {@code deploy/helm/selvedge-operator/files/crds} are made from these records, and a test compares.
 */
package dev.selvedge.operator.api;
