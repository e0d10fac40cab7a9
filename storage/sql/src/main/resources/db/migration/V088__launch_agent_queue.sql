create table launch_agent_queue (
  agent_id bigint not null,
  queue_id bigint not null,
  primary key (agent_id, queue_id)
);
