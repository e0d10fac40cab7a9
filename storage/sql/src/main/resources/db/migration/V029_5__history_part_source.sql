create index history_part_source on history_part (source_id);
