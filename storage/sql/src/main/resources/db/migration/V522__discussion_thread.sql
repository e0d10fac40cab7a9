create table discussion_thread (
  id bigint not null auto_increment,
  view_id bigint not null,
  user_id bigint not null,
  anchor text null,
  created_at datetime(6) not null,
  primary key (id)
);
