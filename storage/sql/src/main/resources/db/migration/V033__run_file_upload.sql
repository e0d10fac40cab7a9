create table run_file_upload (
  object_key varchar(255) collate utf8mb4_bin not null,
  file_id bigint not null,
  created_at datetime(6) not null,
  primary key (object_key)
);
