create index run_alert_project on run_alert (project_id);
