create table history_writer_range (
  history_id bigint not null,
  stream varchar(8) collate utf8mb4_bin not null,
  writer varchar(128) collate utf8mb4_bin not null,
  writer_row bigint not null,
  first_row bigint not null,
  row_count bigint not null,
  primary key (history_id, stream, writer, writer_row)
);
