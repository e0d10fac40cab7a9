create table object_put_off (
  object_key varchar(255) collate utf8mb4_bin not null,
  place_id bigint not null,
  put_off_at datetime(6) not null,
  primary key (place_id, object_key)
);
