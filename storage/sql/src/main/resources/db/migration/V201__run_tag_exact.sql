alter table run_tag modify column tag varchar(65) not null collate utf8mb4_bin;
