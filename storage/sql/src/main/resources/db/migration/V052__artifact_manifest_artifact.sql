create index artifact_manifest_artifact on artifact_manifest (artifact_id);
