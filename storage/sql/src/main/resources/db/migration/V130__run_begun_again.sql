alter table run add column begun_again_at datetime(6) null;
