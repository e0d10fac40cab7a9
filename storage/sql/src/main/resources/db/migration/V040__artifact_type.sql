create table artifact_type (
  id bigint not null auto_increment,
  project_id bigint not null,
  name varchar(128) collate utf8mb4_bin not null,
  description longtext null,
  created_at datetime(6) not null,
  primary key (id),
  unique key artifact_type_name (project_id, name)
);
