-- Whom: a named set of contacts, by conditions (JSON) or, for a hand-picked list, by members.
create table audience (
  audience_key  varchar(100)  primary key,
  name          varchar(200)  not null,
  conditions    varchar(20000),
  changed_by    varchar(64)   not null,
  changed_at    timestamp(6) with time zone not null
);

create table audience_member (
  audience_key  varchar(100) not null references audience (audience_key),
  contact_id    bigint       not null references contact (id),
  constraint pk_audience_member primary key (audience_key, contact_id)
);
