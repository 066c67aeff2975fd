-- A stream that resumes finds its place, and filters by place, without reading every row.
CREATE INDEX alert_event_offset ON alert_event (partition, "offset");
CREATE INDEX alert_event_place ON alert_event (place_id);
CREATE INDEX alert_event_lat ON alert_event (lat);
CREATE UNIQUE INDEX alert_seq ON alert (seq);
