/**
 * What every room shares and no room owns: faults, ids, paging, the clock and transactions.
 *
 * <p>No framework, no SQL, no HTTP. A type belongs here only when two rooms need the very same thing.
 */
package dev.selvedge.platform;
