alter table entity add column admins_set_ttl boolean not null default false;
