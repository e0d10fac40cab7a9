alter table user_account add column deactivated_at datetime(6) null;
