/** Real servers for tests, started on this machine or named by the environment. */
package dev.selvedge.storage.contract.backends;
