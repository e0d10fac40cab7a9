alter table run add column number bigint;
