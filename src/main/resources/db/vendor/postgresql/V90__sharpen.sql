-- Only PostgreSQL has partial indexes: the claim reads only what is still to be done.
drop index ix_touch_due;
create index ix_touch_due on touch (channel, due_at, id) where state = 'PLANNED';
create index ix_touch_leased on touch (lease_until) where state = 'CLAIMED';

-- What went wrong, for the first page, and a run's touches, are read the latest first.
create index ix_touch_trouble on touch ((coalesce(done_at, due_at)) desc, id)
  where state in ('FAILED', 'UNKNOWN');
create index ix_touch_run_latest on touch (run_id, (coalesce(done_at, due_at)) desc, id);
create index ix_touch_run_done on touch (run_id, done_at) where done_at is not null;
