alter table artifact add column digest_algorithm varchar(16) collate utf8mb4_bin null;
