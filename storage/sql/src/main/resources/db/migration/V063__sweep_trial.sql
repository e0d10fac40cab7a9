create table sweep_trial (
  sweep_id bigint not null,
  run_name varchar(128) collate utf8mb4_bin not null,
  agent_id bigint not null,
  offers int not null,
  begun boolean not null,
  is_open boolean not null,
  offered_at datetime(6) not null,
  primary key (sweep_id, run_name)
);
