# syntax=docker/dockerfile:1
# The local host in one container: docker build -f infra/docker/atomic.Dockerfile -t atomic:0.1.0 .
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG TARGETARCH
WORKDIR /source
COPY . .
RUN dotnet publish src/Atomic.Cli/Atomic.Cli.csproj -c Release -a $TARGETARCH --no-self-contained -o /app \
    && mkdir /data /config

# No shell, no package manager, no root. The user is that of the base image: app, 1654.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
COPY --from=build --chown=1654:1654 /config /config

# The root may be read-only: /data is what is written, /tmp takes large request bodies, and the diagnostics socket would be a third place.
ENV DOTNET_EnableDiagnostics=0 \
    PATH=/app:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
USER 1654

# atomic.json, where there is one, is read from the working directory.
WORKDIR /config
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["/app/atomic", "health", "--server", "http://127.0.0.1:8080"]
ENTRYPOINT ["/app/atomic"]
CMD ["serve", "--urls", "http://0.0.0.0:8080", "--data", "/data"]
