create table schema_floor (
  id int not null,
  generation int not null,
  primary key (id)
);
