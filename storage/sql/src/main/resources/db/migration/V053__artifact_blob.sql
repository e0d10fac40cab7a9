create table artifact_blob (
  birth_artifact_id bigint not null,
  digest varchar(32) collate utf8mb4_bin not null,
  project_id bigint not null,
  size bigint not null,
  created_at datetime(6) not null,
  primary key (birth_artifact_id, digest)
);
