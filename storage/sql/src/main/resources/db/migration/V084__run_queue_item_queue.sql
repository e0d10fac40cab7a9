create index run_queue_item_queue on run_queue_item (queue_id, id);
