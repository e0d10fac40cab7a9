alter table run modify column notes longtext collate utf8mb4_bin;
