create index run_file_discarded_due on run_file_discarded (not_before);
