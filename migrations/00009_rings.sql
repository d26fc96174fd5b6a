-- +goose Up

-- Who asked for a person, so that limits count over all processes. Addresses are
-- hashed under a key that is not in the database; rows are deleted after a day.
CREATE TABLE rings (
    workspace_id    TEXT   NOT NULL,
    site_id         TEXT   NOT NULL,
    conversation_id TEXT   NOT NULL,
    address         TEXT   NOT NULL,
    kind            TEXT   NOT NULL,
    asked           BIGINT NOT NULL
);
CREATE INDEX rings_site ON rings (workspace_id, site_id, kind, asked);
CREATE INDEX rings_address ON rings (workspace_id, address, kind, asked) WHERE address <> '';
CREATE INDEX rings_conversation ON rings (conversation_id, kind, asked);
