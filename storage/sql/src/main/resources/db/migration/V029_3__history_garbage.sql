create table history_garbage (
  object_key varchar(255) collate utf8mb4_bin not null,
  unreferenced_at datetime(6) not null,
  primary key (object_key)
);
