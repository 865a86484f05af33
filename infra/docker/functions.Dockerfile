# syntax=docker/dockerfile:1
# The Functions app in a container: docker build -f infra/docker/functions.Dockerfile -t atomic-functions:0.1.0 .
# The base image is published for linux/amd64 only.
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /source
COPY . .
# Empty: Azure Storage; or mssql, azureManaged.
ARG DURABLE_BACKEND=
RUN dotnet publish src/Atomic.Functions/Atomic.Functions.csproj -c Release -o /app -p:DurableBackend=${DURABLE_BACKEND}

FROM mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0
COPY --from=build /app /home/site/wwwroot

# The host leaves a marker here at start, also where its secrets are in storage; the base image lets root alone do that.
RUN mkdir -p /azure-functions-host/Secrets && chown 1654:1654 /azure-functions-host/Secrets

# Without root: a port above 1024, and a home that can be written when the root is read-only.
ENV ASPNETCORE_URLS=http://+:8080 \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true \
    AzureWebJobsScriptRoot=/home/site/wwwroot \
    DOTNET_EnableDiagnostics=0 \
    HOME=/tmp
USER 1654
EXPOSE 8080
