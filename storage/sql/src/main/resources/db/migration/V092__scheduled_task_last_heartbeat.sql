create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
