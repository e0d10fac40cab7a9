alter table history_stream add column shown boolean not null default false;
