create index view_token_view on view_token (view_id);
