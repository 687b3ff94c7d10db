create role sogo login password 'sogo';
create database sogo owner sogo;
