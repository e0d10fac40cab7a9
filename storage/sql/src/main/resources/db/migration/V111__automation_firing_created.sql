create index automation_firing_created on automation_firing (created_at);
