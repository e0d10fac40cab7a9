create index run_queue_item_run on run_queue_item (run_project_id, run_name);
