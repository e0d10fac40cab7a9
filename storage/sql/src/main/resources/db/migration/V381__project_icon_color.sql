alter table project add column icon_color varchar(32) collate utf8mb4_bin null;
