create index view_editor_user on view_editor (user_id);
