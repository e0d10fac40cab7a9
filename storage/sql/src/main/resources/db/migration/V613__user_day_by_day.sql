create index user_day_by_day on user_day (day_number, user_id);
