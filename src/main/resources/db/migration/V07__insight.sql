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

-- What came of touches, counted incrementally from the ledger. Who holds a run's turn counts it.
create table sum_turn (
  slot  integer primary key
);
insert into sum_turn values (0), (1), (2), (3), (4), (5), (6), (7),
  (8), (9), (10), (11), (12), (13), (14), (15);

-- Sums over touches that agree in all that measures tell apart; each touch counts at most once in
-- each. Empty, 0 or -1: nobody knows, or it has none.
create table touch_sum (
  run_id              bigint       not null,
  step                varchar(100) not null,
  occurrence          integer      not null,
  content_version_id  bigint       not null,
  channel             varchar(10)  not null,
  purpose             varchar(15)  not null,
  reader_stage        varchar(20)  not null,
  reader_level        varchar(10)  not null,
  reader_hour         smallint     not null,
  sent_on             date         not null,
  tried               integer      not null,
  sent                integer      not null,
  delivered           integer      not null,
  opened              integer      not null,
  clicked             integer      not null,
  replied             integer      not null,
  engaged             integer      not null,
  converted           integer      not null,
  refused             integer      not null,
  unreachable         integer      not null,
  constraint pk_touch_sum primary key (run_id, step, occurrence, content_version_id, channel,
    purpose, reader_stage, reader_level, reader_hour, sent_on)
);
create index ix_touch_sum_sent_on on touch_sum (sent_on);

-- What the sums count of a touch already, one bit for each.
create table touch_counted (
  touch_id  bigint  primary key,
  counted   integer not null
);

-- When it last came to that, by reader.
create table reader_sum (
  run_id          bigint not null,
  contact_id      bigint not null,
  tried_at        timestamp(6) with time zone,
  sent_at         timestamp(6) with time zone,
  delivered_at    timestamp(6) with time zone,
  opened_at       timestamp(6) with time zone,
  clicked_at      timestamp(6) with time zone,
  replied_at      timestamp(6) with time zone,
  engaged_at      timestamp(6) with time zone,
  converted_at    timestamp(6) with time zone,
  refused_at      timestamp(6) with time zone,
  unreachable_at  timestamp(6) with time zone,
  constraint pk_reader_sum primary key (run_id, contact_id)
);
