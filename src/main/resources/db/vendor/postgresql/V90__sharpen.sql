-- Only PostgreSQL has partial indexes: the claim reads only what is still to be done.
drop index ix_touch_due;
create index ix_touch_due on touch (due_at, id) where state = 'PLANNED';
create index ix_touch_leased on touch (lease_until) where state = 'CLAIMED';
