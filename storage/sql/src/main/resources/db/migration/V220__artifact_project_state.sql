create index artifact_project_state on artifact (project_id, state);
