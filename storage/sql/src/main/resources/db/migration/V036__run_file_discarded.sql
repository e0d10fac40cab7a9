create table run_file_discarded (
  object_key varchar(255) collate utf8mb4_bin not null,
  not_before datetime(6) not null,
  primary key (object_key)
);
