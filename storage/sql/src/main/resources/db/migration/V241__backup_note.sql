create table backup_note (
  kind varchar(32) collate utf8mb4_bin not null,
  backup varchar(64) collate utf8mb4_bin not null,
  noted_at datetime(6) not null,
  seconds bigint not null,
  primary key (kind)
);
