create table run_alert (
  id bigint not null auto_increment,
  run_id bigint not null,
  project_id bigint not null,
  kind varchar(16) collate utf8mb4_bin not null,
  title varchar(255) collate utf8mb4_bin not null,
  text longtext not null,
  severity varchar(8) collate utf8mb4_bin not null,
  created_at datetime(6) not null,
  primary key (id)
);
