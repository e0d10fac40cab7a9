create table entity (
  id bigint not null auto_increment,
  name varchar(160) collate utf8mb4_bin not null,
  kind varchar(16) collate utf8mb4_bin not null,
  user_id bigint null,
  organization_id bigint null,
  photo_url varchar(1024) collate utf8mb4_bin null,
  default_access varchar(32) collate utf8mb4_bin not null,
  private_only boolean not null default false,
  code_saving boolean not null default true,
  created_at datetime(6) not null,
  deleted_at datetime(6) null,
  primary key (id),
  unique key entity_name (name),
  unique key entity_user (user_id),
  unique key entity_organization (organization_id, id)
);
