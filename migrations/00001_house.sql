-- +goose Up

-- Tenants. Settings choose the ids of sites, connections and routes, so they
-- are only unique within their workspace.

CREATE TABLE workspaces (
    id   TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE sites (
    workspace_id TEXT   NOT NULL REFERENCES workspaces (id),
    id           TEXT   NOT NULL,
    site_key     TEXT   NOT NULL,
    name         TEXT   NOT NULL,
    greeting     TEXT   NOT NULL,
    color        TEXT   NOT NULL,
    origins      TEXT   NOT NULL,
    secret       TEXT   NOT NULL,
    wait         BIGINT NOT NULL,
    fields       TEXT   NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX sites_key ON sites (site_key);

CREATE TABLE connections (
    workspace_id TEXT   NOT NULL REFERENCES workspaces (id),
    id           TEXT   NOT NULL,
    surface      TEXT   NOT NULL,
    remote       TEXT   NOT NULL,
    name         TEXT   NOT NULL,
    bot          TEXT   NOT NULL,
    bot_id       TEXT   NOT NULL,
    app          TEXT   NOT NULL,
    token        TEXT   NOT NULL,
    updated      BIGINT NOT NULL,
    switched_off BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX connections_remote ON connections (surface, remote) WHERE switched_off = 0;

CREATE TABLE routes (
    workspace_id  TEXT   NOT NULL REFERENCES workspaces (id),
    id            TEXT   NOT NULL,
    site_id       TEXT   NOT NULL,
    connection_id TEXT   NOT NULL,
    surface       TEXT   NOT NULL,
    channel       TEXT   NOT NULL,
    switched_off  BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX routes_site ON routes (workspace_id, site_id) WHERE switched_off = 0;

-- The people of the team.

CREATE TABLE agents (
    id           TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL REFERENCES workspaces (id),
    name         TEXT NOT NULL,
    picture_id   TEXT NOT NULL
);

CREATE TABLE identities (
    workspace_id   TEXT NOT NULL REFERENCES workspaces (id),
    connection_id  TEXT NOT NULL,
    remote         TEXT NOT NULL,
    agent_id       TEXT NOT NULL,
    picture_origin TEXT NOT NULL,
    PRIMARY KEY (workspace_id, connection_id, remote)
);
CREATE INDEX identities_agent ON identities (agent_id, connection_id);

CREATE TABLE pictures (
    id            TEXT   NOT NULL PRIMARY KEY,
    workspace_id  TEXT   NOT NULL REFERENCES workspaces (id),
    connection_id TEXT   NOT NULL,
    origin        TEXT   NOT NULL,
    type          TEXT   NOT NULL,
    bytes         BYTEA,
    fetched       BIGINT NOT NULL
);

-- Visitors.

CREATE TABLE visitors (
    id           TEXT   NOT NULL PRIMARY KEY,
    workspace_id TEXT   NOT NULL REFERENCES workspaces (id),
    site_id      TEXT   NOT NULL,
    external     TEXT   NOT NULL,
    name         TEXT   NOT NULL,
    email        TEXT   NOT NULL,
    phone        TEXT   NOT NULL,
    note         TEXT   NOT NULL,
    page         TEXT   NOT NULL,
    title        TEXT   NOT NULL,
    referrer     TEXT   NOT NULL,
    language     TEXT   NOT NULL,
    timezone     TEXT   NOT NULL,
    attrs        TEXT   NOT NULL,
    created      BIGINT NOT NULL,
    seen         BIGINT NOT NULL
);
CREATE UNIQUE INDEX visitors_external ON visitors (workspace_id, site_id, external) WHERE external <> '';

CREATE TABLE visitor_tokens (
    hash         TEXT   NOT NULL PRIMARY KEY,
    workspace_id TEXT   NOT NULL REFERENCES workspaces (id),
    site_id      TEXT   NOT NULL,
    visitor_id   TEXT   NOT NULL REFERENCES visitors (id),
    expires      BIGINT NOT NULL
);
CREATE INDEX visitor_tokens_visitor ON visitor_tokens (visitor_id);

-- Conversations: the row, and everything numbered within it.

CREATE TABLE conversations (
    id           TEXT   NOT NULL PRIMARY KEY,
    workspace_id TEXT   NOT NULL REFERENCES workspaces (id),
    site_id      TEXT   NOT NULL,
    visitor_id   TEXT   NOT NULL REFERENCES visitors (id),
    state        TEXT   NOT NULL,
    last_seq     BIGINT NOT NULL,
    ask          BIGINT NOT NULL,
    owner_id     TEXT   NOT NULL,
    owner_name   TEXT   NOT NULL,
    owned        BIGINT NOT NULL,
    last_agent   TEXT   NOT NULL,
    closed_by    TEXT   NOT NULL,
    closed       BIGINT NOT NULL,
    idle_at      BIGINT NOT NULL,
    idle_armed   BIGINT NOT NULL,
    next_effect  BIGINT NOT NULL,
    read_seq     BIGINT NOT NULL,
    card_rev     BIGINT NOT NULL,
    created      BIGINT NOT NULL,
    updated      BIGINT NOT NULL
);
CREATE INDEX conversations_visitor ON conversations (visitor_id, created);
CREATE INDEX conversations_live ON conversations (workspace_id, created) WHERE state IN ('queued', 'active');
CREATE INDEX conversations_open ON conversations (state) WHERE state <> 'closed';

CREATE TABLE entries (
    conversation_id TEXT   NOT NULL REFERENCES conversations (id),
    seq             BIGINT NOT NULL,
    rev             BIGINT NOT NULL,
    workspace_id    TEXT   NOT NULL,
    kind            TEXT   NOT NULL,
    of_seq          BIGINT NOT NULL,
    ask             BIGINT NOT NULL,
    agent_id        TEXT   NOT NULL,
    author          TEXT   NOT NULL,
    place           TEXT   NOT NULL,
    thread_id       TEXT   NOT NULL,
    idem            TEXT   NOT NULL,
    text            TEXT   NOT NULL,
    files           TEXT   NOT NULL,
    code            TEXT   NOT NULL,
    from_state      TEXT   NOT NULL,
    to_state        TEXT   NOT NULL,
    why             TEXT   NOT NULL,
    offer           BIGINT NOT NULL,
    cites           TEXT   NOT NULL,
    said            BIGINT NOT NULL,
    edited          BIGINT NOT NULL,
    deleted         BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, seq)
);
CREATE UNIQUE INDEX entries_idem ON entries (conversation_id, idem) WHERE idem <> '';
CREATE INDEX entries_rev ON entries (conversation_id, rev);

CREATE TABLE asks (
    conversation_id TEXT   NOT NULL REFERENCES conversations (id),
    no              BIGINT NOT NULL,
    workspace_id    TEXT   NOT NULL,
    opened          BIGINT NOT NULL,
    ring_by         BIGINT NOT NULL,
    deadline        BIGINT NOT NULL,
    rung            BIGINT NOT NULL,
    joined          BIGINT NOT NULL,
    first_word      BIGINT NOT NULL,
    ended           BIGINT NOT NULL,
    outcome         TEXT   NOT NULL,
    why             TEXT   NOT NULL,
    PRIMARY KEY (conversation_id, no)
);

CREATE TABLE threads (
    id              TEXT   NOT NULL PRIMARY KEY,
    conversation_id TEXT   NOT NULL REFERENCES conversations (id),
    workspace_id    TEXT   NOT NULL,
    connection_id   TEXT   NOT NULL,
    surface         TEXT   NOT NULL,
    channel         TEXT   NOT NULL,
    remote          TEXT   NOT NULL,
    lead            TEXT   NOT NULL,
    lead_ask        BIGINT NOT NULL,
    card_rev        BIGINT NOT NULL,
    created         BIGINT NOT NULL
);
CREATE INDEX threads_conversation ON threads (conversation_id);
CREATE UNIQUE INDEX threads_remote ON threads (workspace_id, connection_id, channel, remote) WHERE remote <> '';
CREATE INDEX threads_lead ON threads (workspace_id, connection_id, channel, lead) WHERE lead <> '';

CREATE TABLE leads (
    conversation_id TEXT   NOT NULL REFERENCES conversations (id),
    ask             BIGINT NOT NULL,
    workspace_id    TEXT   NOT NULL,
    why             TEXT   NOT NULL,
    waited          BIGINT NOT NULL,
    missed          BIGINT NOT NULL,
    updated         BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, ask)
);
CREATE INDEX leads_workspace ON leads (workspace_id, missed);

-- What effects became on their platforms. It outlives the outbox.

CREATE TABLE receipts (
    conversation_id TEXT   NOT NULL REFERENCES conversations (id),
    effect          BIGINT NOT NULL,
    part            BIGINT NOT NULL,
    workspace_id    TEXT   NOT NULL,
    thread_id       TEXT   NOT NULL,
    seq             BIGINT NOT NULL,
    kind            TEXT   NOT NULL,
    remote          TEXT   NOT NULL,
    PRIMARY KEY (conversation_id, effect, part)
);
CREATE INDEX receipts_entry ON receipts (conversation_id, seq) WHERE seq > 0;
CREATE INDEX receipts_card ON receipts (remote, workspace_id) WHERE kind IN ('lead', 'card');

-- What must be told. head marks the one effect of a lane that may run; ready is
-- when it may be claimed: due, or the end of the lease that holds it. Everything
-- the relay asks is answered from what is unfinished, never from what is over.

CREATE TABLE outbox (
    conversation_id TEXT   NOT NULL REFERENCES conversations (id),
    no              BIGINT NOT NULL,
    workspace_id    TEXT   NOT NULL,
    pool            TEXT   NOT NULL,
    lane            TEXT   NOT NULL,
    kind            TEXT   NOT NULL,
    thread_id       TEXT   NOT NULL,
    dest            TEXT   NOT NULL,
    seq             BIGINT NOT NULL,
    ask             BIGINT NOT NULL,
    timer           TEXT   NOT NULL,
    notice          TEXT   NOT NULL,
    due             BIGINT NOT NULL,
    status          TEXT   NOT NULL,
    attempts        BIGINT NOT NULL,
    sent            BIGINT NOT NULL,
    cause           TEXT   NOT NULL,
    cure            TEXT   NOT NULL,
    created         BIGINT NOT NULL,
    head            BIGINT NOT NULL,
    ready           BIGINT NOT NULL,
    owner           TEXT   NOT NULL,
    PRIMARY KEY (conversation_id, no)
);
CREATE INDEX outbox_lane ON outbox (lane, no) WHERE status <> 'refused';
CREATE INDEX outbox_ready ON outbox (pool, ready) WHERE head = 1;
CREATE INDEX outbox_dest ON outbox (pool, dest, ready) WHERE head = 1;
CREATE INDEX outbox_leased ON outbox (pool, dest, ready) WHERE owner <> '';
CREATE INDEX outbox_timers ON outbox (conversation_id, timer) WHERE timer <> '';
CREATE INDEX outbox_trouble ON outbox (status, due) WHERE status <> 'pending';

-- What platforms told us, until it is understood. A redelivery meets the key.
-- Doors that know no connection leave it empty, so nothing refers to one.

CREATE TABLE events (
    workspace_id  TEXT   NOT NULL,
    connection_id TEXT   NOT NULL,
    id            TEXT   NOT NULL,
    surface       TEXT   NOT NULL,
    kind          TEXT   NOT NULL,
    lane          TEXT   NOT NULL,
    sort          BYTEA  NOT NULL,
    body          BYTEA  NOT NULL,
    received      BIGINT NOT NULL,
    attempts      BIGINT NOT NULL,
    status        TEXT   NOT NULL,
    why           TEXT   NOT NULL,
    ready         BIGINT NOT NULL,
    owner         TEXT   NOT NULL,
    PRIMARY KEY (workspace_id, connection_id, id)
);
CREATE INDEX events_ready ON events (ready) WHERE status = 'new';
CREATE INDEX events_lane ON events (workspace_id, connection_id, lane, sort, id) WHERE status = 'new';
CREATE INDEX events_done ON events (received) WHERE status = 'done';
CREATE INDEX events_kept ON events (received) WHERE status = 'kept';
