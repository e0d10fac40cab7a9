create table run_archive (
  run_id bigint not null,
  archive_number int not null,
  history_id bigint not null,
  rewound_to bigint not null,
  history_rows bigint not null,
  last_step bigint null,
  summary longtext not null,
  archived_at datetime(6) not null,
  primary key (run_id, archive_number)
);
