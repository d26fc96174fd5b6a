-- +goose Up

-- The thread before, while one is opened in the place of it: its card was
-- deleted on the platform.
ALTER TABLE threads ADD COLUMN lost TEXT NOT NULL DEFAULT '';

-- Every thread that was lost so: what people write there is still understood.
CREATE TABLE lost_threads (
    workspace_id    TEXT NOT NULL,
    connection_id   TEXT NOT NULL,
    channel         TEXT NOT NULL,
    remote          TEXT NOT NULL,
    conversation_id TEXT NOT NULL REFERENCES conversations (id),
    thread_id       TEXT NOT NULL,
    PRIMARY KEY (workspace_id, connection_id, channel, remote)
);
