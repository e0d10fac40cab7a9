create table project_star (
  id bigint not null auto_increment,
  user_id bigint not null,
  project_id bigint not null,
  created_at datetime(6) not null,
  primary key (id),
  unique key project_star_user (user_id, project_id)
);
