alter table crash_watch add column listened_at datetime(6) null;
