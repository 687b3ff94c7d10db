set role sogo;
create table sogo_users (c_uid varchar(64) primary key, c_name varchar(64), c_password varchar(64), c_cn varchar(128), mail varchar(128));
insert into sogo_users values
  ('alice', 'alice', 'alice-secret', 'Alice Example', 'alice@example.test'),
  ('bob', 'bob', 'bob-secret', 'Bob Example', 'bob@example.test');
