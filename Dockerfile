# Sextant in two stages: the first builds, the second holds the program, its resources and the libraries it loads.
# No secret is in the image: settings come from the environment (deploy/env.example), secrets from SEXTANT_…_FILE.

FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpq-dev libargon2-dev libarchive-dev libssl-dev \
        libcurl4-openssl-dev zlib1g-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
COPY Sources ./Sources
COPY sql ./sql
RUN swift build -c release --product sextant --static-swift-stdlib \
    && mkdir /program \
    && cp --recursive .build/release/sextant .build/release/*.resources /program/

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpq5 libargon2-1 libarchive13 libssl3 libcurl4 zlib1g libstdc++6 \
        ca-certificates tzdata curl python3 python3-venv \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --user-group --home-dir /nonexistent --shell /usr/sbin/nologin sextant
# What sets the letters on paper, in the version that the tests use.
COPY Tests/Browser/requirements.txt /tmp/requirements.txt
RUN python3 -m venv /usr/lib/sextant-typst \
    && grep '^typst==' /tmp/requirements.txt | xargs /usr/lib/sextant-typst/bin/pip install --no-cache-dir \
    && rm /tmp/requirements.txt
ENV SEXTANT_TYPST=/usr/lib/sextant-typst/bin/python
COPY LICENSE NOTICE /usr/share/doc/sextant/
COPY --from=build /program/ /usr/lib/sextant/
RUN ln -s /usr/lib/sextant/sextant /usr/bin/sextant
USER sextant
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD curl --fail --silent --show-error http://127.0.0.1:8080/readyz
ENTRYPOINT ["/usr/bin/sextant"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080"]
