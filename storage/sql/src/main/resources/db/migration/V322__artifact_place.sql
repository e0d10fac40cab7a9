alter table artifact add column place_id bigint null;
