create index history_stream_due on history_stream (seal_at);
