-- +goose Up

-- The pass that an effect was given through its platform's gates, and the
-- effect whose post it shares.
ALTER TABLE outbox ADD COLUMN slot BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN grp BIGINT NOT NULL DEFAULT 0;

-- Receipts of a post that tells several words hold the effect it was told by.
ALTER TABLE receipts ADD COLUMN grp BIGINT NOT NULL DEFAULT 0;
CREATE INDEX receipts_shared ON receipts (conversation_id, grp) WHERE grp > 0;

-- How fast each connection may go. free is the next pass that is not given yet,
-- shut until when the platform will have nothing, behind the end of the queue of
-- those that let others go first, lent the last pass they were given.
CREATE TABLE paces (
    workspace_id  TEXT   NOT NULL,
    connection_id TEXT   NOT NULL,
    gate          TEXT   NOT NULL,
    free          BIGINT NOT NULL,
    shut          BIGINT NOT NULL,
    behind        BIGINT NOT NULL,
    lent          BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, connection_id, gate)
);
