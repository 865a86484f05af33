using Atomic.Core.Errors;
using Azure.Core;
using Azure.Identity;

namespace Atomic.Hosting.Telemetry;

/// <summary>How Application Insights is reached.</summary>
/// <param name="ConnectionString">Its connection string.</param>
/// <param name="UsesIdentity">Whether the host signs in with its Microsoft Entra identity, so that the connection string alone lets nobody write.</param>
/// <param name="ClientId">The user-assigned identity's client id; null: the system-assigned one, or a developer's sign-in.</param>
internal sealed record MonitorConnection(string ConnectionString, bool UsesIdentity, string? ClientId)
{
    /// <summary>The identity that signs in, one for all signals; null where the connection string alone does.</summary>
    public TokenCredential? Credential { get; } =
        UsesIdentity ? new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = ClientId }) : null;

    /// <summary>Parses it.</summary>
    /// <param name="connectionString"><c>InstrumentationKey=…;IngestionEndpoint=…</c>.</param>
    /// <param name="authentication"><c>Authorization=AAD</c>, with <c>ClientId=…</c> for a user-assigned identity; null: none.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>; it never quotes the value.</exception>
    public static MonitorConnection Parse(string connectionString, string? authentication)
    {
        var parts = Parts(connectionString);
        var hasEndpoint = parts is not null && parts.TryGetValue("IngestionEndpoint", out var endpoint) && !IsUrl(endpoint);
        if (parts is null || !parts.TryGetValue("InstrumentationKey", out var key) || !Guid.TryParse(key, out _) || hasEndpoint)
        {
            throw new AtomicException(
                ErrorCodes.InvalidConfiguration,
                $"{TelemetrySettings.ConnectionString} is no connection string of Application Insights; copy it from the resource's overview, it begins with InstrumentationKey=.");
        }

        if (authentication is null)
            return new MonitorConnection(connectionString, UsesIdentity: false, ClientId: null);
        var signIn = Parts(authentication);
        if (signIn is null || !signIn.TryGetValue("Authorization", out var kind) || !kind.Equals("AAD", StringComparison.OrdinalIgnoreCase))
        {
            throw new AtomicException(
                ErrorCodes.InvalidConfiguration,
                $"{TelemetrySettings.Authentication} cannot be used; set it to Authorization=AAD, with ;ClientId=… for a user-assigned identity.");
        }

        return new MonitorConnection(connectionString, UsesIdentity: true, signIn.GetValueOrDefault("ClientId"));
    }

    /// <summary>What it is, without the connection string.</summary>
    public override string ToString() => UsesIdentity ? "Application Insights, by identity" : "Application Insights, by connection string";

    private static bool IsUrl(string endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.Scheme is "https" or "http";

    private static Dictionary<string, string>? Parts(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=');
            if (equals < 1 || !parts.TryAdd(part[..equals].Trim(), part[(equals + 1)..].Trim()))
                return null;
        }

        return parts;
    }
}
