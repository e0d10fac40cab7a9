create table history_part (
  history_id bigint not null,
  stream varchar(8) collate utf8mb4_bin not null,
  first_row bigint not null,
  end_row bigint not null,
  source_id bigint not null,
  primary key (history_id, stream, first_row)
);
