/** Views and who may do what with them, on every store. */
package dev.selvedge.storage.contract.reports;
