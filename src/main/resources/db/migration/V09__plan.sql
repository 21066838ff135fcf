-- The dates of a run, counted from its anchor (the row with is_anchor). at is what holds now,
-- counted_at what the rule says; the rule: days (negative: before the anchor), unit, time of day
-- (null: the anchor's own), and what becomes of it when it would be late. untold: the anchor was
-- moved while the run stood still, and its process does not know yet.
create table run_date (
  run_id       bigint       not null references run (id),
  name         varchar(60)  not null,
  label        varchar(200) not null,
  position     integer      not null,
  is_anchor    boolean      not null,
  zone         varchar(50)  not null,
  at           timestamp(6) with time zone not null,
  counted_at   timestamp(6) with time zone not null,
  state        varchar(10)  not null,
  by_hand      boolean      not null,
  days         integer      not null,
  unit         varchar(10)  not null,
  time_of_day  varchar(5),
  late         varchar(5)   not null,
  untold       boolean      default false not null,
  constraint pk_run_date primary key (run_id, name)
);
create index ix_run_date_at on run_date (at);
