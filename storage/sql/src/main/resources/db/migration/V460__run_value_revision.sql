alter table run_value_project add column revision bigint not null default 0;
