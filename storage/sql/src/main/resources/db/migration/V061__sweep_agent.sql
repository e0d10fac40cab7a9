create table sweep_agent (
  id bigint not null auto_increment,
  sweep_id bigint not null,
  user_id bigint not null,
  name varchar(64) collate utf8mb4_bin not null,
  host varchar(255) collate utf8mb4_bin not null,
  created_at datetime(6) not null,
  heartbeat_at datetime(6) not null,
  primary key (id)
);
