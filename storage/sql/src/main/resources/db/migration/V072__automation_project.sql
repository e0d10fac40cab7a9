create index automation_project on automation (project_id);
