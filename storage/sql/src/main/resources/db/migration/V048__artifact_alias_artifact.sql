create index artifact_alias_artifact on artifact_alias (artifact_id);
