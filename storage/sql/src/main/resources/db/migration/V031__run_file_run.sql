create index run_file_run on run_file (run_id, id);
