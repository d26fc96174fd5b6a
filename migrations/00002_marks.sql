-- +goose Up

-- How far an open widget has got the log, when one was opened last, and since
-- when none is open.
ALTER TABLE conversations ADD COLUMN got BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN here BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN gone BIGINT NOT NULL DEFAULT 0;

-- Since when the team will not hear a visitor.
ALTER TABLE visitors ADD COLUMN blocked BIGINT NOT NULL DEFAULT 0;
