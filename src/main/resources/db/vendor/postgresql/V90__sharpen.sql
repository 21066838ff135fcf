-- Only PostgreSQL has partial indexes: the claim reads only what is still to be done.
drop index ix_touch_due;
create index ix_touch_due on touch (channel, due_at, id) where state = 'PLANNED';
create index ix_touch_content on touch (content_version_id) where state in ('PLANNED', 'HELD', 'CLAIMED', 'UNKNOWN');
create index ix_touch_doubt on touch (done_at, id) where state = 'UNKNOWN';
create index ix_touch_leased on touch (lease_until) where state = 'CLAIMED';

-- What went wrong, for the first page, and a run's touches, are read the latest first.
create index ix_touch_trouble on touch ((coalesce(done_at, due_at)) desc, id)
  where state in ('FAILED', 'UNKNOWN');
create index ix_touch_run_latest on touch (run_id, (coalesce(done_at, due_at)) desc, id);
create index ix_touch_run_next on touch (run_id, due_at, id) where state in ('PLANNED', 'HELD');
create index ix_touch_run_dropped on touch (run_id, step, reason) where state = 'DROPPED';
create index ix_touch_run_done on touch (run_id, done_at) where done_at is not null;

-- Of all that happens to touches, a run's figures ask for these few.
create index ix_touch_event_deferred on touch_event (touch_id) where kind = 'DEFERRED';
create index ix_touch_event_read on touch_event (touch_id, at) where kind in ('OPENED', 'CLICKED');
