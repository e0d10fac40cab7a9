create table crash_watch (
  id int not null,
  since datetime(6) not null,
  last_look datetime(6) not null,
  primary key (id)
);
