create index run_sweep on run (project_id, sweep_name);
