create table server_key (
  name varchar(64) collate utf8mb4_bin not null,
  secret varbinary(64) not null,
  created_at datetime(6) not null,
  primary key (name)
);
