alter table run_tag modify column tag varchar(65) not null /* [jooq ignore start] */ collate utf8mb4_bin /* [jooq ignore stop] */;
