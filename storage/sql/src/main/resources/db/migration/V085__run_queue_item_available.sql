create index run_queue_item_available on run_queue_item (queue_id, available_at);
