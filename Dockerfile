# The image of every Contraflow process; the command chooses which one runs.
#   docker compose build

# Keep the version equal to CI's Python; Debian 12 underneath.
ARG PYTHON_IMAGE=python:3.11.14-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /src
# Dependencies change seldom: a layer of their own, checked against their hashes.
COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY schemas schemas
COPY contraflow contraflow
COPY streams streams
RUN pip install --no-deps --no-build-isolation .
# The gazetteer's index takes seconds to build: done once here, so that a worker starts at once and
# needs no writable folder for it.
ENV CONTRAFLOW_GAZETTEER_DIR=/opt/gazetteer
RUN python -c "from contraflow.places import Gazetteer; Gazetteer.load()"

FROM ${PYTHON_IMAGE}
RUN groupadd --gid 10001 contraflow && \
    useradd --uid 10001 --gid contraflow --no-create-home --home-dir /data \
      --shell /usr/sbin/nologin contraflow && \
    mkdir /data && chown contraflow:contraflow /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/gazetteer /opt/gazetteer
COPY seeds /seeds
# Addresses: inside a container the network is the compose file's own; its ports are published on
# the host's loopback only.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    CONTRAFLOW_DATADIR=/data \
    CONTRAFLOW_GAZETTEER_DIR=/opt/gazetteer \
    CONTRAFLOW_METRICS_HOST=0.0.0.0 \
    CONTRAFLOW_GATEWAY_HOST=0.0.0.0 \
    CONTRAFLOW_LOG_FORMAT=json
USER contraflow
WORKDIR /data
VOLUME ["/data"]
EXPOSE 8080 9100
ENTRYPOINT ["contraflow"]
CMD ["--help"]
