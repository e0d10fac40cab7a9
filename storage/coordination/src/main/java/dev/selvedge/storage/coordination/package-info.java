/**
 * Words and counters that servers of an installation share: within the process, or through Redis. Nothing in here is needed
 * to survive; its absence makes things later, not wrong.
 */
package dev.selvedge.storage.coordination;
