create index sweep_agent_sweep on sweep_agent (sweep_id);
