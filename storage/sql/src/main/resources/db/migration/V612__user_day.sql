create table user_day (
  user_id bigint not null,
  day_number int not null,
  primary key (user_id, day_number)
);
