create index run_tag_tag on run_tag (tag, run_id);
