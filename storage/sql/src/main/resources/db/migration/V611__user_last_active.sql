alter table user_account add column last_active_at datetime(6) null;
