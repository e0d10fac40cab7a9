create table discussion_comment (
  id bigint not null auto_increment,
  thread_id bigint not null,
  user_id bigint not null,
  body text not null,
  created_at datetime(6) not null,
  updated_at datetime(6) null,
  primary key (id)
);
