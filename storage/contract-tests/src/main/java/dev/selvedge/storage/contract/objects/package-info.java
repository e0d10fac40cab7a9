/** What every object store must do, and a store in memory for the tests of whoever uses one. */
package dev.selvedge.storage.contract.objects;
