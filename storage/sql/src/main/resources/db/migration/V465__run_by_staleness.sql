create index run_stale on run (stale, project_id);
