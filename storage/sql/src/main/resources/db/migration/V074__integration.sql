create table integration (
  id bigint not null auto_increment,
  entity_id bigint not null,
  kind varchar(16) collate utf8mb4_bin not null,
  name varchar(64) collate utf8mb4_bin not null,
  channel varchar(255) collate utf8mb4_bin not null,
  url varchar(4000) collate utf8mb4_bin not null,
  access_token_ref varchar(255) collate utf8mb4_bin null,
  secret_ref varchar(255) collate utf8mb4_bin null,
  created_at datetime(6) not null,
  primary key (id),
  unique key integration_entity_name (entity_id, kind, name, channel)
);
