create table automation_firing (
  id bigint not null auto_increment,
  automation_id bigint null,
  target varchar(64) collate utf8mb4_bin not null,
  event_type varchar(64) collate utf8mb4_bin not null,
  once_key varchar(255) collate utf8mb4_bin null,
  occurrence longtext not null,
  conditions longtext null,
  state varchar(16) collate utf8mb4_bin not null,
  attempts int not null,
  due_at datetime(6) null,
  response_status int null,
  message varchar(2000) null,
  created_at datetime(6) not null,
  finished_at datetime(6) null,
  primary key (id)
);
