create index run_file_upload_file on run_file_upload (file_id, created_at);
