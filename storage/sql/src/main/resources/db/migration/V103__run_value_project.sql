create table run_value_project (
  project_id bigint not null,
  primary key (project_id)
);
