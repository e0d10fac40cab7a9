create index run_file_upload_created on run_file_upload (created_at);
