create table history (
  id bigint not null auto_increment,
  created_at datetime(6) not null,
  deleted boolean not null default false,
  primary key (id)
);
