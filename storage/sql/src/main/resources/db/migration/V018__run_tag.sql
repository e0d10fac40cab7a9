create table run_tag (
  run_id bigint not null,
  tag varchar(64) collate utf8mb4_bin not null,
  position int not null,
  primary key (run_id, tag)
);
