create index sweep_trial_agent on sweep_trial (agent_id);
