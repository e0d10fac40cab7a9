create index artifact_blob_digest on artifact_blob (project_id, digest);
