/** The operator's command line: {@code run} in a cluster, {@code import} from another operator's resource. */
package dev.selvedge.operator.cli;
