-- +goose Up

-- What files visitors of a site may send.
ALTER TABLE sites ADD COLUMN files BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sites ADD COLUMN file_types TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN file_max BIGINT NOT NULL DEFAULT 0;

-- The files whose bytes are kept elsewhere. A row is there before its bytes and
-- goes after them.
CREATE TABLE files (
    id              TEXT   NOT NULL PRIMARY KEY,
    workspace_id    TEXT   NOT NULL,
    conversation_id TEXT   NOT NULL REFERENCES conversations (id),
    idem            TEXT   NOT NULL,
    who             TEXT   NOT NULL,
    name            TEXT   NOT NULL,
    type            TEXT   NOT NULL,
    size            BIGINT NOT NULL,
    width           BIGINT NOT NULL,
    height          BIGINT NOT NULL,
    seq             BIGINT NOT NULL,
    stored          BIGINT NOT NULL,
    created         BIGINT NOT NULL,
    expires         BIGINT NOT NULL,
    gone            BIGINT NOT NULL
);
CREATE UNIQUE INDEX files_idem ON files (conversation_id, idem) WHERE idem <> '';
CREATE INDEX files_conversation ON files (conversation_id, seq);
CREATE INDEX files_unnamed ON files (expires) WHERE seq = 0;
CREATE INDEX files_gone ON files (gone) WHERE gone > 0;
