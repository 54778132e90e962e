# The front end's assets.
FROM node:22-bookworm-slim AS web
WORKDIR /src/app/web
COPY app/web/package.json app/web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY app/web ./
COPY app/recordings/consent_texts.json /src/app/recordings/
RUN npm run build

# The Python libraries, in a virtual environment that the next stage takes over.
FROM python:3.11-slim-bookworm AS libraries
RUN python -m venv /opt/venv
COPY requirements.txt ./
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

# What runs: one image for all processes. Only `recorder` needs Chromium, only `ingest` ffmpeg; one image
# that is the same everywhere is worth their size.
FROM python:3.11-slim-bookworm
RUN apt-get update && \
    apt-get install --yes --no-install-recommends chromium ffmpeg fonts-noto-core && \
    rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home voki && \
    install --directory --owner=voki /var/lib/voki/recordings
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    FLASK_APP=app \
    PSYCOPG_WAIT_FUNC=wait_selector \
    WEB_HOST=0.0.0.0 \
    WEB_PORT=8000 \
    RECORDINGS_DIR=/var/lib/voki/recordings
WORKDIR /srv/voki
COPY --from=libraries /opt/venv /opt/venv
COPY wsgi.py ./
COPY migrations ./migrations
COPY billing ./billing
COPY media ./media
COPY tenants ./tenants
COPY workers ./workers
COPY app ./app
COPY --from=web /src/app/web/dist ./app/web/dist
# The processes run as somebody who may not write here, and would compile everything at each start.
RUN python -m compileall -q .
USER voki
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/livez', timeout=2)"]
CMD ["python", "wsgi.py"]
