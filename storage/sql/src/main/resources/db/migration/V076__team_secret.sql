create table team_secret (
  id bigint not null auto_increment,
  entity_id bigint not null,
  name varchar(255) collate utf8mb4_bin not null,
  sealed longtext not null,
  created_by bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) null,
  primary key (id),
  unique key team_secret_entity_name (entity_id, name)
);
