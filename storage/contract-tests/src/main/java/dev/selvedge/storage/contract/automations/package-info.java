/** What every store of automations has to do. */
package dev.selvedge.storage.contract.automations;
