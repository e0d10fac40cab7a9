create table organization (
  id bigint not null auto_increment,
  name varchar(160) collate utf8mb4_bin not null,
  entity_id bigint null,
  is_default boolean not null default false,
  created_at datetime(6) not null,
  deleted_at datetime(6) null,
  primary key (id),
  unique key organization_name (name)
);
