-- As the administrator of the PostgreSQL server: psql --file database.sql
-- The product makes its tables itself, in a schema of its own; it needs no right beyond its database.
CREATE ROLE webpublisher LOGIN PASSWORD 'change me';
CREATE DATABASE webpublisher OWNER webpublisher ENCODING 'UTF8';
REVOKE ALL ON DATABASE webpublisher FROM PUBLIC;
-- In pg_hba.conf, for each node and no other:
--   hostssl webpublisher webpublisher 10.0.0.4/32 scram-sha-256
--   hostssl webpublisher webpublisher 10.0.0.5/32 scram-sha-256
