create index launch_agent_queue_queue on launch_agent_queue (queue_id);
