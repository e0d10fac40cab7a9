create table view_editor (
  id bigint not null auto_increment,
  view_id bigint not null,
  user_id bigint not null,
  invited_by bigint not null,
  created_at datetime(6) not null,
  primary key (id),
  unique key view_editor_view (view_id, user_id)
);
