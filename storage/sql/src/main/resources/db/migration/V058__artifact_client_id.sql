create table artifact_client_id (
  client_id varchar(255) collate utf8mb4_bin not null,
  server_id varchar(64) collate utf8mb4_bin not null,
  primary key (client_id)
);
