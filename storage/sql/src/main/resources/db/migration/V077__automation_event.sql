create table automation_event (
  id bigint not null auto_increment,
  occurrence longtext not null,
  attempts int not null,
  created_at datetime(6) not null,
  primary key (id)
);
