create table view_star (
  id bigint not null auto_increment,
  view_id bigint not null,
  user_id bigint not null,
  created_at datetime(6) not null,
  primary key (id),
  unique key view_star_view (view_id, user_id)
);
