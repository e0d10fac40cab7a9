create index run_value_run on run_value (run_id);
