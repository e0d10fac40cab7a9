create table organization_member (
  id bigint not null auto_increment,
  organization_id bigint not null,
  user_id bigint not null,
  role varchar(64) collate utf8mb4_bin not null,
  created_at datetime(6) not null,
  primary key (id),
  unique key organization_member_organization (organization_id, user_id),
  unique key organization_member_user (user_id, organization_id)
);
