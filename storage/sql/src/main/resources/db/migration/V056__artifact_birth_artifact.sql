create index artifact_birth_artifact on artifact_birth (artifact_id);
