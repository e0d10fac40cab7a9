/** What the audit log promises, whatever keeps it. */
package dev.selvedge.storage.contract.audit;
