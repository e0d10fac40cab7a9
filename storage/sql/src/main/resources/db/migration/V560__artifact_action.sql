create table artifact_action (
  id bigint not null auto_increment,
  collection_id bigint not null,
  kind varchar(16) not null,
  version_index int not null,
  from_version int null,
  alias varchar(128) collate utf8mb4_bin null,
  user_id bigint null,
  created_at datetime(6) not null,
  primary key (id)
);
