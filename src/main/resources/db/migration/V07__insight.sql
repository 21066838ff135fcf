-- What a run came to: figures as they stood (JSON, no contacts in it), and what people made of them.
create table run_review (
  run_id      bigint           primary key references run (id),
  figures     varchar(1000000) not null,
  taken_at    timestamp(6) with time zone not null,
  lessons     varchar(4000),
  next_plan   varchar(4000),
  approved    boolean          not null,
  decided_by  varchar(64),
  decided_at  timestamp(6) with time zone
);
