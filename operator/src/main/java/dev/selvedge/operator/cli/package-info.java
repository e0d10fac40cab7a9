/** The operator's command line: {@code run} in a cluster. */
package dev.selvedge.operator.cli;
