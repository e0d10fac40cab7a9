/** Alerts of runs: what programs and the ends of runs have to say, kept with the run and sent to those who want it. */
package dev.selvedge.domain.automations.alerts;
