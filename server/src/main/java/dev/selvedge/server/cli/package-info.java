/** The {@code selvedge} command line. */
package dev.selvedge.server.cli;
