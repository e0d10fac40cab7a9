create index run_alert_run on run_alert (run_id, title);
