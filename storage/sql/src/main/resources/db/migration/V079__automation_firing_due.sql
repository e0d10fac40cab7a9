create index automation_firing_due on automation_firing (due_at);
