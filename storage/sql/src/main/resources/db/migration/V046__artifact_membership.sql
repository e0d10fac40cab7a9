create table artifact_membership (
  id bigint not null auto_increment,
  collection_id bigint not null,
  artifact_id bigint not null,
  version_index int not null,
  created_at datetime(6) not null,
  primary key (id),
  unique key artifact_membership_version (collection_id, version_index),
  unique key artifact_membership_artifact (artifact_id, collection_id)
);
