create table custom_chart (
  id bigint not null auto_increment,
  entity_id bigint not null,
  name varchar(128) collate utf8mb4_bin not null,
  display_name varchar(255) collate utf8mb4_bin not null,
  type varchar(64) collate utf8mb4_bin not null,
  access varchar(16) collate utf8mb4_bin not null,
  spec longtext not null,
  created_by bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) null,
  primary key (id),
  unique key custom_chart_entity_name (entity_id, name)
);
