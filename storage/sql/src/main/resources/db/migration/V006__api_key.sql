create table api_key (
  id bigint not null auto_increment,
  user_id bigint not null,
  hash varchar(64) collate utf8mb4_bin not null,
  prefix varchar(64) collate utf8mb4_bin not null,
  description varchar(512) collate utf8mb4_bin null,
  created_at datetime(6) not null,
  last_used_at datetime(6) null,
  primary key (id),
  unique key api_key_hash (hash),
  unique key api_key_user (user_id, id)
);
