/**
 * The operator against a real kube-apiserver, scheduler and controller-manager; only nodes and their kubelets are simulated. Opt-in:
 * {@code SELVEDGE_DEPLOY_TESTS=1}, and {@code tools/kubernetes/fetch.sh} must have built the programs.
 */
package dev.selvedge.operator.cluster;
