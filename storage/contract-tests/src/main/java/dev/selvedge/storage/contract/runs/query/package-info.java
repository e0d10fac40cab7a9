/** What every store must answer to questions about runs; the reference reads each run and decides in memory. */
package dev.selvedge.storage.contract.runs.query;
