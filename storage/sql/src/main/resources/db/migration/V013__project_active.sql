create index project_active on project (entity_id, last_active_at, id);
