create table run_value (
  slot bigint not null,
  run_id bigint not null,
  kind tinyint not null,
  num double null,
  str varchar(255) collate utf8mb4_bin null,
  long_str longtext null,
  primary key (slot)
);
