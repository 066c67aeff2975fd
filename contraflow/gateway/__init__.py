"""The gateway: every way to subscribe to alerts that is not Kafka itself.

It reads the public topics into an embedded database and serves them as HTTP, Server-Sent Events,
webhooks, an Atom feed and a page. It writes nothing to Kafka but feedback, test alerts and the
heartbeat.
"""
