alter table run_value modify column long_str longtext collate utf8mb4_bin;
