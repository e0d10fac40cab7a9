create table project_view (
  id bigint not null auto_increment,
  project_id bigint not null,
  type varchar(64) collate utf8mb4_bin not null,
  name varchar(255) collate utf8mb4_bin not null,
  display_name varchar(512) collate utf8mb4_bin not null,
  description longtext null,
  user_id bigint not null,
  created_using varchar(32) collate utf8mb4_bin not null,
  locked boolean not null default false,
  parent_id bigint null,
  spec longtext not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  unique key project_view_name (project_id, type, name)
);
