-- artifact_id needs files that birth_artifact_id brought
create table artifact_birth (
  artifact_id bigint not null,
  birth_artifact_id bigint not null,
  primary key (birth_artifact_id, artifact_id)
);
