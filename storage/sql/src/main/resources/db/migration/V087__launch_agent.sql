create table launch_agent (
  id bigint not null auto_increment,
  project_id bigint not null,
  name varchar(64) collate utf8mb4_bin not null,
  user_id bigint not null,
  hostname varchar(255) collate utf8mb4_bin not null,
  config longtext null,
  version varchar(255) collate utf8mb4_bin null,
  status varchar(16) collate utf8mb4_bin not null,
  stop_polling boolean not null,
  created_at datetime(6) not null,
  heartbeat_at datetime(6) not null,
  primary key (id),
  unique key launch_agent_project_name (project_id, name)
);
