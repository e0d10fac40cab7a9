create index run_file_object on run_file (object_key);
