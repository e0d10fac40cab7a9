create table custom_role (
  id bigint not null auto_increment,
  name varchar(64) collate utf8mb4_bin not null,
  base varchar(32) collate utf8mb4_bin not null,
  permissions longtext not null,
  created_at datetime(6) not null,
  primary key (id),
  unique key custom_role_name (name)
);
