create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
