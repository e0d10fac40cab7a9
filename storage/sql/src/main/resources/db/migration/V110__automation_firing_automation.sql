create index automation_firing_automation on automation_firing (automation_id, once_key, created_at);
