create index run_heartbeat on run (state, heartbeat_at);
