create table run_queue (
  id bigint not null auto_increment,
  project_id bigint not null,
  name varchar(64) collate utf8mb4_bin not null,
  access varchar(16) collate utf8mb4_bin not null,
  prioritization varchar(16) collate utf8mb4_bin not null,
  config_id bigint null,
  external_links longtext null,
  created_by bigint not null,
  created_at datetime(6) not null,
  primary key (id),
  unique key run_queue_project_name (project_id, name)
);
