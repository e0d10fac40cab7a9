alter table run add column indexed_revision bigint not null default 0;
