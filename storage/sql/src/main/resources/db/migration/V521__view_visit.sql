create table view_visit (
  id bigint not null auto_increment,
  view_id bigint not null,
  user_id bigint not null,
  visits int not null,
  last_at datetime(6) not null,
  primary key (id),
  unique key view_visit_view (view_id, user_id)
);
