alter table run_tag modify column tag varchar(65) collate utf8mb4_bin not null;
