# The service as a non-root user over a read-only file system; only /data is written.
FROM python:3.11-slim
WORKDIR /srv/whosaid
COPY requirements.lock pyproject.toml README.md LICENSE ./
COPY app ./app
COPY ontology ./ontology
COPY shapes ./shapes
COPY seeds ./seeds
RUN awk '/^pip==/ {found = 1} found {print; if (!/\\$/) exit}' requirements.lock > /tmp/pip.lock \
    && pip install --no-cache-dir --require-hashes -r /tmp/pip.lock \
    && pip install --no-cache-dir --require-hashes -r requirements.lock \
    && pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && useradd --uid 10001 --home-dir /data --create-home whosaid
USER whosaid
ENV WHOSAID_DATA=/data WHOSAID_HOST=0.0.0.0 PORT=8000 PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["whosaid", "serve"]
