/** Protocols: parse, find the caller, make one room call, shape the answer. No business rules, no storage. */
package dev.selvedge.wire;
