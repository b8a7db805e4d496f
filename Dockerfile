# Iskra in a container: docs/operating.md says how it is started, compose.yaml is the pattern.
#
#   docker build --target iskra -t iskra .         SQLite
#   docker build --target postgresql -t iskra .    with pg_dump, for backups of a PostgreSQL server up to version 15

FROM python:3.11-slim-bookworm AS base
ENV PATH=/opt/iskra/.venv/bin:$PATH PYTHONUNBUFFERED=1

# --- the program and what it needs, every package held to its hash ---
FROM base AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1
WORKDIR /opt/iskra
RUN python -m venv .venv
COPY requirements/run.txt requirements/run.in requirements/
RUN .venv/bin/pip install --no-compile --require-hashes --no-deps -r requirements/run.txt
COPY . .
RUN .venv/bin/pip install --no-compile --no-build-isolation --no-deps --editable . \
    && .venv/bin/python -m compileall -q -j 0 .venv/lib bot handlers cluster storage papers sandbox

# --- what runs: nobody in particular, from a file system that may be read-only ---
FROM base AS run
RUN groupadd --gid 10001 iskra \
    && useradd --uid 10001 --gid iskra --no-create-home --home-dir /var/lib/iskra --shell /usr/sbin/nologin iskra \
    && install -d -o iskra -g iskra -m 0700 /var/lib/iskra \
    && install -d -m 0755 /etc/iskra
COPY --from=build /opt/iskra /opt/iskra
COPY deploy/config.toml /etc/iskra/config.toml
USER 10001:10001
# Commands find config.toml here: docker compose exec iskra iskra status
WORKDIR /etc/iskra
VOLUME /var/lib/iskra
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8901/healthz', timeout=4)"]
ENTRYPOINT ["iskra"]
CMD ["serve"]

FROM run AS postgresql
USER root
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*
USER 10001:10001

# The last stage is what `docker build .` makes.
FROM run AS iskra
