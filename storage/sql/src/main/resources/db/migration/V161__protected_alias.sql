create table protected_alias (
  project_id bigint not null,
  alias varchar(128) collate utf8mb4_bin not null,
  primary key (project_id, alias)
);
