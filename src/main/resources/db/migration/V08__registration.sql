-- Where people register for what a run is about. It closes at a time, or on a planned date of the
-- run, with which it moves; neither: as long as the run goes on.
create table registration (
  run_id     bigint       not null references run (id),
  form       varchar(255) not null,
  piece      varchar(100) not null,
  closes_at  timestamp(6) with time zone,
  closes_on  varchar(60),
  opened_at  timestamp(6) with time zone not null,
  constraint pk_registration primary key (run_id)
);
