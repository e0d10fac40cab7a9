create index automation_entity on automation (entity_id);
