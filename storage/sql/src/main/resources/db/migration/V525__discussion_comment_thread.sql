create index discussion_comment_thread on discussion_comment (thread_id, id);
