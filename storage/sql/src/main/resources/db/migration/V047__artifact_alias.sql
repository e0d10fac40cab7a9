create table artifact_alias (
  id bigint not null auto_increment,
  collection_id bigint not null,
  alias varchar(128) collate utf8mb4_bin not null,
  artifact_id bigint not null,
  created_at datetime(6) not null,
  primary key (id),
  unique key artifact_alias_name (collection_id, alias)
);
