create table discussion_mention (
  id bigint not null auto_increment,
  comment_id bigint not null,
  user_id bigint not null,
  primary key (id),
  unique key discussion_mention_comment (comment_id, user_id)
);
