create table run_file (
  id bigint not null auto_increment,
  run_id bigint not null,
  name_hash binary(32) not null,
  name varchar(1024) collate utf8mb4_bin not null,
  object_key varchar(255) collate utf8mb4_bin null,
  size_bytes bigint not null default 0,
  md5 varchar(32) collate utf8mb4_bin null,
  mimetype varchar(128) collate utf8mb4_bin null,
  updated_at datetime(6) null,
  primary key (id),
  unique key run_file_name (run_id, name_hash)
);
