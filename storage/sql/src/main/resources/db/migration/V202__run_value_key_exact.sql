alter table run_value_key modify column path varchar(513) not null /* [jooq ignore start] */ collate utf8mb4_bin /* [jooq ignore stop] */;
