create index run_present on run (project_id, deleted_at);
