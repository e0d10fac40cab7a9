create index artifact_digest on artifact (collection_id, digest);
