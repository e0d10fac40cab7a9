/** What the stores of artifacts have to do, shown by driving the room on them. */
package dev.selvedge.storage.contract.artifacts;
