-- +goose Up

-- Until when the events of a connection came in without a gap.
ALTER TABLE connections ADD COLUMN heard BIGINT NOT NULL DEFAULT 0;

-- How far single threads are known beyond that, and since when their card says
-- that they are not.
CREATE TABLE thread_checks (
    workspace_id TEXT   NOT NULL,
    thread_id    TEXT   NOT NULL REFERENCES threads (id),
    checked      BIGINT NOT NULL,
    unchecked    BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, thread_id)
);
CREATE INDEX threads_connection ON threads (workspace_id, connection_id) WHERE remote <> '';
