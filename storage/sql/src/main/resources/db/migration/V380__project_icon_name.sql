alter table project add column icon_name varchar(64) collate utf8mb4_bin null;
