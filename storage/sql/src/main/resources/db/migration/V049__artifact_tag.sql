create table artifact_tag (
  id bigint not null auto_increment,
  artifact_id bigint not null,
  name varchar(128) collate utf8mb4_bin not null,
  created_at datetime(6) not null,
  primary key (id),
  unique key artifact_tag_name (artifact_id, name)
);
