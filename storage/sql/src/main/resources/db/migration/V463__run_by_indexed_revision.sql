create index run_indexed_revision on run (project_id, indexed_revision);
