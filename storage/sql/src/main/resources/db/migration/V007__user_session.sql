create table user_session (
  id bigint not null auto_increment,
  user_id bigint not null,
  hash varchar(64) collate utf8mb4_bin not null,
  created_at datetime(6) not null,
  expires_at datetime(6) not null,
  primary key (id),
  unique key user_session_hash (hash),
  unique key user_session_user (user_id, id),
  unique key user_session_expiry (expires_at, id)
);
