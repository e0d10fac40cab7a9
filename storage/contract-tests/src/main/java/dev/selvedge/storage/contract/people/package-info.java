/** What the people room expects of its stores. */
package dev.selvedge.storage.contract.people;
