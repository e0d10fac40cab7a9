create index run_created on run (project_id, created_at, id);
