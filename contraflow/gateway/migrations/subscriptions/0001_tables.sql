-- Webhook subscriptions and what is still to be delivered. Nowhere else: back it up.

CREATE TABLE subscription (
    subscription_id TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    format TEXT NOT NULL,
    filter TEXT NOT NULL,
    description TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    position TEXT NOT NULL,
    last_success_at INTEGER
) WITHOUT ROWID;

CREATE TABLE delivery (
    delivery_id TEXT PRIMARY KEY,
    subscription_id TEXT NOT NULL REFERENCES subscription (subscription_id) ON DELETE CASCADE,
    alert_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    last_error TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX delivery_due ON delivery (state, next_attempt_at);
CREATE INDEX delivery_subscription ON delivery (subscription_id, created_at);
