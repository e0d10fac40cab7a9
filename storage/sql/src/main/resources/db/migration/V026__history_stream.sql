create table history_stream (
  history_id bigint not null,
  stream varchar(8) collate utf8mb4_bin not null,
  first_row bigint not null,
  row_count bigint not null,
  last_step bigint null,
  sequence bigint not null,
  chunk_bytes bigint not null,
  seal_at datetime(6) null,
  ended boolean not null,
  exposable boolean not null,
  replay_offset bigint null,
  replay_row bigint null,
  replay_next bigint null,
  lease_owner varchar(64) collate utf8mb4_bin null,
  lease_until datetime(6) null,
  primary key (history_id, stream)
);
