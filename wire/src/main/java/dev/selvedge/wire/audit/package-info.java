/** The audit log on the wire: what is noted of requests, and {@code /admin/audit_logs}. */
package dev.selvedge.wire.audit;
