/**
 * From what is wanted and what was found to what is to be done. {@link dev.selvedge.operator.reconcile.Observer} reads the cluster into {@code Facts},
 * {@link dev.selvedge.operator.reconcile.Decider} decides without any cluster or clock, {@link dev.selvedge.operator.reconcile.Applier} writes.
 */
package dev.selvedge.operator.reconcile;
