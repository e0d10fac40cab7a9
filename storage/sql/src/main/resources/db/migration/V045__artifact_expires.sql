create index artifact_expires on artifact (expires_at);
