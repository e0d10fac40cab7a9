create table artifact_run (
  artifact_id bigint not null,
  role varchar(8) collate utf8mb4_bin not null,
  run_id bigint not null,
  used_as varchar(255) collate utf8mb4_bin null,
  created_at datetime(6) not null,
  primary key (artifact_id, role, run_id),
  unique key artifact_run_run (run_id, role, artifact_id)
);
