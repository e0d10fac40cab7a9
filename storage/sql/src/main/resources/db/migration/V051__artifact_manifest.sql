create table artifact_manifest (
  id bigint not null auto_increment,
  artifact_id bigint not null,
  name varchar(255) collate utf8mb4_bin not null,
  kind varchar(16) collate utf8mb4_bin not null,
  base_artifact_id bigint null,
  digest varchar(64) collate utf8mb4_bin not null,
  created_at datetime(6) not null,
  primary key (id)
);
