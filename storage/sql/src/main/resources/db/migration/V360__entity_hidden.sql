alter table entity add column is_hidden boolean not null default false;
