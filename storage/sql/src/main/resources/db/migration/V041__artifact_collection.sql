-- alive is null for deleted collections, so that their names can be taken again
create table artifact_collection (
  id bigint not null auto_increment,
  project_id bigint not null,
  type_id bigint not null,
  kind varchar(16) collate utf8mb4_bin not null,
  name varchar(128) collate utf8mb4_bin not null,
  description longtext null,
  next_version int not null default 0,
  alive boolean null default true,
  created_by bigint null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  unique key artifact_collection_name (project_id, name, alive)
);
