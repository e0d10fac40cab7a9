create index run_values_version on run (project_id, values_version, indexed_version);
