/** What every backend of the runs room must do. */
package dev.selvedge.storage.contract.runs;
