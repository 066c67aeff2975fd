-- What the gateway read from Kafka. Everything here can be read again.

-- The next offset to read of each partition, written in the same transaction as the records.
CREATE TABLE position (
    topic TEXT NOT NULL,
    partition INTEGER NOT NULL,
    next_offset INTEGER NOT NULL,
    PRIMARY KEY (topic, partition)
) WITHOUT ROWID;

-- Each revision of each alert, in the order in which this gateway read them.
CREATE TABLE alert_event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    partition INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    alert_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    status TEXT NOT NULL,
    type TEXT NOT NULL,
    aspect TEXT NOT NULL,
    place_id TEXT NOT NULL,
    country TEXT,
    lat REAL,
    lon REAL,
    confidence REAL NOT NULL,
    detected_at INTEGER NOT NULL,
    test INTEGER NOT NULL,
    earlier_claim TEXT NOT NULL,
    later_claim TEXT NOT NULL,
    names TEXT NOT NULL,
    outlets TEXT NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (alert_id, revision)
);
CREATE INDEX alert_event_received ON alert_event (received_at);

-- The newest revision of each alert, and when the alert was first detected.
CREATE TABLE alert (
    alert_id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES alert_event (seq),
    revision INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    place_id TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX alert_opened ON alert (opened_at DESC, alert_id DESC);
CREATE INDEX alert_place ON alert (place_id);

CREATE TABLE claim (
    claim_id TEXT PRIMARY KEY,
    received_at INTEGER NOT NULL,
    place_id TEXT NOT NULL,
    country TEXT,
    lat REAL,
    lon REAL,
    aspect TEXT NOT NULL,
    axis TEXT NOT NULL,
    party_id TEXT,
    as_of INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    names TEXT NOT NULL,
    outlets TEXT NOT NULL,
    record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX claim_seen ON claim (last_seen DESC, claim_id DESC);
CREATE INDEX claim_place ON claim (place_id, as_of, first_seen);

CREATE TABLE place (
    place_id TEXT PRIMARY KEY,
    record TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE place_name (
    name TEXT NOT NULL,
    place_id TEXT NOT NULL,
    PRIMARY KEY (name, place_id)
) WITHOUT ROWID;

CREATE TABLE feedback (
    feedback_id TEXT PRIMARY KEY,
    alert_id TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX feedback_alert ON feedback (alert_id, given_at);
