-- +goose Up
-- What should exist once, and what its last holder noted for the next.
CREATE TABLE leases (
    name  TEXT   NOT NULL PRIMARY KEY,
    owner TEXT   NOT NULL,
    until BIGINT NOT NULL,
    note  TEXT   NOT NULL
);
