# One image serves the API, the web page and the worker.
FROM node:22-slim AS page
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM python:3.11-slim AS packages
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir uv
COPY deploy/requirements.txt /tmp/requirements.txt
RUN /venv/bin/uv pip sync --require-hashes --python /venv/bin/python /tmp/requirements.txt

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 UNMN_HOST=0.0.0.0 UNMN_DATA_DIR=/data
WORKDIR /app
COPY --from=packages /venv /venv
COPY api/ api/
COPY migrations/ migrations/
COPY --from=page /src/frontend/dist frontend/dist
RUN useradd --uid 10001 --no-create-home unmn && mkdir /data && chown unmn /data
USER unmn
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s CMD \
  ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
CMD ["python", "-m", "api.cli", "serve"]
