create table webhook (
  id bigint not null auto_increment,
  entity_id bigint not null,
  name varchar(64) collate utf8mb4_bin not null,
  url varchar(2000) collate utf8mb4_bin not null,
  access_token_ref varchar(255) collate utf8mb4_bin null,
  secret_ref varchar(255) collate utf8mb4_bin null,
  created_at datetime(6) not null,
  primary key (id),
  unique key webhook_entity_name (entity_id, name)
);
