create index run_deleted on run (deleted_at);
