create table object_hold (
  name varchar(64) collate utf8mb4_bin not null,
  owner varchar(64) collate utf8mb4_bin not null,
  until_at datetime(6) not null,
  primary key (name)
);
