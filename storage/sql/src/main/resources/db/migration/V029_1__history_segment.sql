create table history_segment (
  id bigint not null auto_increment,
  history_id bigint not null,
  stream varchar(8) collate utf8mb4_bin not null,
  object_key varchar(255) collate utf8mb4_bin not null,
  first_row bigint not null,
  row_count bigint not null,
  first_step bigint not null,
  last_step bigint not null,
  size_bytes bigint not null,
  settled boolean not null,
  primary key (id),
  unique key history_segment_rows (history_id, stream, first_row)
);
