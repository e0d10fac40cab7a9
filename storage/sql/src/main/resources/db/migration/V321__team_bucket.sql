create table team_bucket (
  entity_id bigint not null,
  place_id bigint not null,
  primary key (entity_id)
);
