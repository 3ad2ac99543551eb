CREATE TABLE service_table (id bigint PRIMARY KEY);
