create index artifact_blob_any_project on artifact_blob (digest);
