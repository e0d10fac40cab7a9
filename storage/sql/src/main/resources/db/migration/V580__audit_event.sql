create table audit_event (
  id bigint not null auto_increment,
  created_at datetime(6) not null,
  action varchar(64) not null,
  actor_id bigint null,
  status int not null,
  about text not null,
  primary key (id)
);
