create table view_token (
  id bigint not null auto_increment,
  view_id bigint not null,
  token varchar(64) collate utf8mb4_bin not null,
  user_id bigint not null,
  created_at datetime(6) not null,
  revoked_at datetime(6) null,
  primary key (id),
  unique key view_token_token (token)
);
