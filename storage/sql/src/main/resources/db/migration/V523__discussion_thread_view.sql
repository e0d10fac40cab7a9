create index discussion_thread_view on discussion_thread (view_id, id);
