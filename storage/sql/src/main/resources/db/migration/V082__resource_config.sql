create table resource_config (
  id bigint not null auto_increment,
  entity_id bigint not null,
  resource varchar(32) collate utf8mb4_bin not null,
  config longtext not null,
  template_variables longtext not null,
  created_by bigint not null,
  created_at datetime(6) not null,
  primary key (id)
);
