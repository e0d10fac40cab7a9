create table object_place (
  id bigint not null auto_increment,
  entity_id bigint not null,
  location varchar(512) collate utf8mb4_bin not null,
  sealed_address longtext null,
  origin varchar(512) collate utf8mb4_bin not null,
  revision bigint not null,
  created_by bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  unique key object_place_location (location)
);
