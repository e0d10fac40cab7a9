/** What launch queues promise, whatever keeps them. */
package dev.selvedge.storage.contract.launch;
