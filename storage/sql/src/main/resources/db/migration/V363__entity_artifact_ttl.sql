alter table entity add column artifact_ttl_seconds bigint null;
