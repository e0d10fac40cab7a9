create table run_value_key (
  id bigint not null auto_increment,
  project_id bigint not null,
  document tinyint not null,
  path varchar(512) collate utf8mb4_bin not null,
  top_length smallint not null,
  numbers int not null default 0,
  booleans int not null default 0,
  texts int not null default 0,
  lists int not null default 0,
  nans int not null default 0,
  nulls int not null default 0,
  objects int not null default 0,
  primary key (id),
  unique key run_value_key_path (project_id, document, path)
);
