-- Search by beginning: whatever the server's collation, these indexes answer it.
create index ix_contact_name_begins on contact (name_key varchar_pattern_ops);
create index ix_contact_turned_begins on contact (turned_key varchar_pattern_ops);
create index ix_company_name_begins on company (name_key varchar_pattern_ops);
create index ix_contact_identity_begins on contact_identity (id_value varchar_pattern_ops);
