alter table run_value_project add column whole_revision bigint not null default 0;
