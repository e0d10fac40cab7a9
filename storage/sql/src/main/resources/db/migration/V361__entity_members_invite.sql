alter table entity add column members_invite boolean not null default false;
