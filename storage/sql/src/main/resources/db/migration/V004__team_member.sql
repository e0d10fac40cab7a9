create table team_member (
  id bigint not null auto_increment,
  entity_id bigint not null,
  user_id bigint not null,
  role varchar(64) collate utf8mb4_bin not null,
  created_at datetime(6) not null,
  primary key (id),
  unique key team_member_entity (entity_id, user_id),
  unique key team_member_user (user_id, entity_id)
);
