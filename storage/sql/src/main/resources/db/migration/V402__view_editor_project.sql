create table view_editor_project (
  editor_id bigint not null,
  project_id bigint not null,
  primary key (editor_id, project_id)
);
