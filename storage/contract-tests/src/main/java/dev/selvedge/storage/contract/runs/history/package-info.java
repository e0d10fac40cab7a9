/** What every history backend must do. */
package dev.selvedge.storage.contract.runs.history;
