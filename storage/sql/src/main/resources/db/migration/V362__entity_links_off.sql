alter table entity add column links_off boolean not null default false;
