/** What servers hear from each other, on every backend. */
package dev.selvedge.storage.contract.coordination;
