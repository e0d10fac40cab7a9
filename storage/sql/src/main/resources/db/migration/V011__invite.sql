create table invite (
  id bigint not null auto_increment,
  entity_id bigint not null,
  email varchar(255) collate utf8mb4_bin null,
  user_id bigint null,
  role varchar(64) collate utf8mb4_bin not null,
  invited_by bigint not null,
  created_at datetime(6) not null,
  primary key (id),
  unique key invite_email (entity_id, email),
  unique key invite_user (entity_id, user_id)
);
