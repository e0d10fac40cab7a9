create table view_token_project (
  token_id bigint not null,
  project_id bigint not null,
  primary key (token_id, project_id)
);
