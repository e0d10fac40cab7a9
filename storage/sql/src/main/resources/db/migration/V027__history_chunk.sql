create table history_chunk (
  history_id bigint not null,
  stream varchar(8) collate utf8mb4_bin not null,
  sequence bigint not null,
  first_row bigint not null,
  row_count int not null,
  first_step bigint not null,
  last_step bigint not null,
  raw_bytes int not null,
  payload longblob not null,
  primary key (history_id, stream, sequence)
);
