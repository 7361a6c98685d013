# One image serves the API, the web page and the worker. Debian 12 everywhere, so that `unmn backup` and `unmn restore`
# have the client programs of PostgreSQL 15, the version in deploy/compose.yaml.
FROM node:22-bookworm-slim AS page
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM python:3.11-slim-bookworm AS packages
RUN python -m venv /venv && pip install --no-cache-dir uv
COPY deploy/requirements.txt /tmp/requirements.txt
RUN uv pip sync --no-cache --require-hashes --compile-bytecode --python /venv/bin/python /tmp/requirements.txt

FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client-15 && rm -rf /var/lib/apt/lists/*
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 UNMN_HOST=0.0.0.0 UNMN_DATA_DIR=/data
WORKDIR /app
COPY --from=packages /venv /venv
COPY api/ api/
COPY migrations/ migrations/
COPY openapi/ openapi/
COPY deploy/unmn deploy/unmn
COPY --from=page /src/frontend/dist frontend/dist
RUN python -m compileall -q api migrations && ln -s /app/deploy/unmn /usr/local/bin/unmn \
  && useradd --uid 10001 --no-create-home unmn && mkdir /data && chown unmn /data
USER unmn
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD \
  ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
CMD ["unmn", "serve"]
