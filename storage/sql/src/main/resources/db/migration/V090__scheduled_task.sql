create table scheduled_tasks (
  task_name varchar(100) collate utf8mb4_bin not null,
  task_instance varchar(100) collate utf8mb4_bin not null,
  task_data longblob null,
  execution_time datetime(6) not null,
  picked boolean not null,
  picked_by varchar(50) collate utf8mb4_bin null,
  last_success datetime(6) null,
  last_failure datetime(6) null,
  consecutive_failures int null,
  last_heartbeat datetime(6) null,
  version bigint not null,
  priority smallint null,
  primary key (task_name, task_instance)
);
