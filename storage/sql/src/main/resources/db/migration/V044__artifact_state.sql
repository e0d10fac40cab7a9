create index artifact_state on artifact (state, created_at);
