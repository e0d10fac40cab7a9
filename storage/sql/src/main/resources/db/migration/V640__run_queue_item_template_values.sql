alter table run_queue_item add column template_values longtext null;
