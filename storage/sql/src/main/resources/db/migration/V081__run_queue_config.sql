create index run_queue_config on run_queue (config_id);
