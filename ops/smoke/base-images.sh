#!/usr/bin/env bash
# Builds stand-ins for the public base images, under their public names, for a machine that has a
# Docker engine but cannot pull: python (slim), apache/kafka and prom/prometheus, from Debian's and
# Maven's packages. Grafana and the Kafka UI have no such packages and are left out.
#
# For the smoke test only (see smoke.py). Needs root, debootstrap, Maven, a Docker engine
# (DOCKER_HOST) and the project's compose and Docker files, from which the names are read.
#
#   ops/smoke/base-images.sh [SCRATCH_FOLDER]
set -euo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)
scratch=${1:-$(mktemp -d)}
suite=${DEBIAN_SUITE:-bookworm}
ca_bundle=/etc/ssl/certs/ca-certificates.crt
mkdir -p "$scratch"

image_in() { grep -ohE "$1:[A-Za-z0-9._-]+" "$here/docker-compose.yml" "$here/Dockerfile" | head -n 1; }
have() { docker image inspect "$1" >/dev/null 2>&1; }
say() { printf '\n== %s\n' "$*"; }

python_image=$(image_in 'python')
kafka_image=$(image_in 'apache/kafka')
prometheus_image=$(image_in 'prom/prometheus')

bootstrap() { # ROOT PACKAGES
  [ -e "$1/.complete" ] && return
  rm -rf "$1"
  debootstrap --variant=minbase --include="$2" "$suite" "$1" >"$1.log" 2>&1 ||
    { tail -n 20 "$1.log" >&2; return 1; }
  # The engine's containers trust what this machine trusts.
  cp -L "$ca_bundle" "$1$ca_bundle"
  rm -rf "$1"/var/cache/apt/archives/*.deb "$1"/var/lib/apt/lists/*
  touch "$1/.complete"
}

import() { # ROOT IMAGE CHANGE…
  local root=$1 image=$2 change
  shift 2
  local changes=()
  for change in "$@"; do changes+=(-c "$change"); done
  tar -C "$root" --exclude=./.complete -c . | docker import "${changes[@]}" - "$image" >/dev/null
}

if ! have "$python_image"; then
  say "$python_image"
  root=$scratch/python
  bootstrap "$root" ca-certificates,python3,python3-venv,python3-pip
  rm -f "$root"/usr/lib/python3*/EXTERNALLY-MANAGED
  ln -sf python3 "$root/usr/bin/python"
  import "$root" "$python_image" "ENV PIP_CERT=$ca_bundle" 'CMD ["python3"]'
fi

if ! have "$kafka_image"; then
  say "$kafka_image"
  root=$scratch/kafka
  version=${kafka_image#*:}
  bootstrap "$root" ca-certificates,openjdk-17-jre-headless
  mkdir -p "$root"/opt/kafka/{bin,libs,config,logs} "$root"/etc/kafka/docker \
    "$root"/mnt/shared/config "$root"/var/lib/kafka/data "$root"/etc/kafka/secrets
  cat >"$scratch/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>kafka-libs</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-tools</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><version>2.25.4</version></dependency>
  </dependencies>
</project>
POM
  mvn -q -f "$scratch/pom.xml" dependency:copy-dependencies -DincludeScope=runtime \
    -DoutputDirectory="$root/opt/kafka/libs"
  # The public image's scripts: the wrapper class turns KAFKA_* into properties and formats the
  # storage, then the server starts. As there, an environment that sets anything replaces the
  # default configuration altogether.
  cat >"$root/etc/kafka/docker/server.properties" <<'CONF'
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@localhost:9093
listeners=PLAINTEXT://:9092,CONTROLLER://:9093
advertised.listeners=PLAINTEXT://localhost:9092
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs=/tmp/kraft-combined-logs
CONF
  for name in log4j2 tools-log4j2; do
    cat >"$root/etc/kafka/docker/$name.yaml" <<'CONF'
Configuration:
  Appenders:
    Console:
      name: STDOUT
      PatternLayout: {pattern: "[%d] %p %m (%c)%n"}
  Loggers:
    Root:
      level: WARN
      AppenderRef: {ref: STDOUT}
CONF
  done
  cat >"$root/opt/kafka/bin/kafka-run-class.sh" <<'RUN'
#!/bin/bash
exec java ${KAFKA_HEAP_OPTS:--Xmx256M} -Dlog4j2.configurationFile="${KAFKA_LOG4J:-/etc/kafka/docker/tools-log4j2.yaml}" \
  ${KAFKA_OPTS:-} -cp '/opt/kafka/libs/*' "$@"
RUN
  tool() { printf '#!/bin/bash\nexec /opt/kafka/bin/kafka-run-class.sh %s "$@"\n' "$2" >"$root/opt/kafka/bin/$1.sh"; }
  tool kafka-topics org.apache.kafka.tools.TopicCommand
  tool kafka-broker-api-versions org.apache.kafka.tools.BrokerApiVersionsCommand
  tool kafka-consumer-groups org.apache.kafka.tools.consumer.group.ConsumerGroupCommand
  tool kafka-metadata-quorum org.apache.kafka.tools.MetadataQuorumCommand
  tool kafka-get-offsets org.apache.kafka.tools.GetOffsetShell
  tool kafka-storage kafka.tools.StorageTool
  cat >"$root/opt/kafka/bin/kafka-server-start.sh" <<'RUN'
#!/bin/bash
export KAFKA_HEAP_OPTS=${KAFKA_HEAP_OPTS:--Xmx1G -Xms1G} KAFKA_LOG4J=/opt/kafka/config/log4j2.yaml
exec /opt/kafka/bin/kafka-run-class.sh kafka.Kafka "$@"
RUN
  cat >"$root/etc/kafka/docker/run" <<'RUN'
#!/bin/bash
set -eu
export CLUSTER_ID=${CLUSTER_ID:-5L6g3nShT-eMCtK--X86sw}
echo "===> Configuring ..."
result=$(KAFKA_HEAP_OPTS=-Xmx128M /opt/kafka/bin/kafka-run-class.sh kafka.docker.KafkaDockerWrapper \
  setup --default-configs-dir /etc/kafka/docker --mounted-configs-dir /mnt/shared/config \
  --final-configs-dir /opt/kafka/config 2>&1) ||
  echo "$result" | grep -i "already formatted" || { echo "$result"; exit 1; }
echo "===> Launching ..."
exec /opt/kafka/bin/kafka-server-start.sh /opt/kafka/config/server.properties
RUN
  chmod +x "$root"/opt/kafka/bin/*.sh "$root/etc/kafka/docker/run"
  chroot "$root" /bin/sh -c 'id appuser >/dev/null 2>&1 || useradd -u 1000 -M appuser
    chown -R appuser:root /opt/kafka /var/lib/kafka /mnt/shared/config /etc/kafka'
  import "$root" "$kafka_image" 'USER appuser' 'WORKDIR /' 'EXPOSE 9092' \
    'VOLUME ["/etc/kafka/secrets", "/mnt/shared/config", "/var/lib/kafka/data"]' \
    'ENTRYPOINT []' 'CMD ["/etc/kafka/docker/run"]'
fi

if ! have "$prometheus_image"; then
  say "$prometheus_image"
  root=$scratch/prometheus
  bootstrap "$root" ca-certificates,busybox
  chroot "$root" /bin/sh -c 'apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
    install --no-install-recommends prometheus >/dev/null'
  mkdir -p "$root/prometheus"
  ln -sf busybox "$root/bin/wget"
  chown -R 65534:65534 "$root/prometheus"
  import "$root" "$prometheus_image" 'USER nobody' 'WORKDIR /prometheus' 'EXPOSE 9090' \
    'VOLUME ["/prometheus"]' 'ENTRYPOINT ["/bin/prometheus"]' \
    'CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]'
fi

say "images"
docker image ls --format '{{.Repository}}:{{.Tag}}  {{.Size}}' | grep -E "^($python_image|$kafka_image|$prometheus_image) " || true
