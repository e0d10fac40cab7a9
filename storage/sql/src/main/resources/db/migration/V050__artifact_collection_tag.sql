create table artifact_collection_tag (
  id bigint not null auto_increment,
  collection_id bigint not null,
  name varchar(128) collate utf8mb4_bin not null,
  created_at datetime(6) not null,
  primary key (id),
  unique key artifact_collection_tag_name (collection_id, name)
);
