create index run_by_number on run (project_id, number);
