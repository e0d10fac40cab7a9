create table alert_settings (
  entity_id bigint not null,
  finished boolean not null,
  crashed boolean not null,
  scripted boolean not null,
  email boolean not null,
  integration_id bigint null,
  primary key (entity_id)
);
