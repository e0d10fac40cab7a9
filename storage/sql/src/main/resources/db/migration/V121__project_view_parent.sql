create index project_view_parent on project_view (parent_id);
