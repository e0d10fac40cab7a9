create table project_team (
  id bigint not null auto_increment,
  project_id bigint not null,
  entity_id bigint not null,
  role varchar(64) collate utf8mb4_bin not null,
  primary key (id),
  unique key project_team_project (project_id, entity_id),
  unique key project_team_entity (entity_id, project_id)
);
