create table project_member (
  id bigint not null auto_increment,
  project_id bigint not null,
  user_id bigint not null,
  role varchar(64) collate utf8mb4_bin not null,
  primary key (id),
  unique key project_member_project (project_id, user_id),
  unique key project_member_user (user_id, project_id)
);
