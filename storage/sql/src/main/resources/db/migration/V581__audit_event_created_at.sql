create index audit_event_created_at on audit_event (created_at, id);
