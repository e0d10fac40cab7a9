create table user_account (
  id bigint not null auto_increment,
  username varchar(128) collate utf8mb4_bin not null,
  name varchar(255) collate utf8mb4_bin not null,
  email varchar(255) collate utf8mb4_bin null,
  kind varchar(16) not null default 'member',
  is_admin boolean not null default false,
  password_hash varchar(255) collate utf8mb4_bin null,
  default_entity_id bigint null,
  flags longtext null,
  photo_url varchar(1024) collate utf8mb4_bin null,
  created_at datetime(6) not null,
  deleted_at datetime(6) null,
  primary key (id),
  unique key user_account_username (username),
  unique key user_account_email (email)
);
