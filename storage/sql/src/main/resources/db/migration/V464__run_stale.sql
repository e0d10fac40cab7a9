alter table run add column stale tinyint /* [jooq ignore start] */ generated always as (case when values_version <> indexed_version then 1 end) /* [jooq ignore stop] */;
