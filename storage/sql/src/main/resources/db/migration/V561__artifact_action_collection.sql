create index artifact_action_collection on artifact_action (collection_id, id);
