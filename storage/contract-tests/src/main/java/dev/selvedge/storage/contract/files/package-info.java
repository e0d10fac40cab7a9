/** What every store of run files must do, and one in memory. */
package dev.selvedge.storage.contract.files;
