using System.Text.RegularExpressions;

namespace Atomic.Storage.Azure.Connection;

/// <summary>Which storage account keeps state, section <c>Atomic:Storage</c>: by connection string, by account name, or by the addresses of its services.</summary>
public sealed partial class AzureStorageOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Atomic:Storage";

    /// <summary>A connection string; <c>UseDevelopmentStorage=true</c> is Azurite on its usual ports. Null where <see cref="AccountName"/> or addresses are given.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The account's name in the public cloud; reached with the identity that the process runs as.</summary>
    public string? AccountName { get; set; }

    /// <summary>The client id of a user-assigned managed identity; null: whatever <c>DefaultAzureCredential</c> finds. Not a secret.</summary>
    public string? ClientId { get; set; }

    /// <summary>The address of the table service, for other clouds and private endpoints; with those of the other two.</summary>
    public string? TableServiceUri { get; set; }

    /// <summary>The address of the blob service; with those of the other two.</summary>
    public string? BlobServiceUri { get; set; }

    /// <summary>The address of the queue service; with those of the other two.</summary>
    public string? QueueServiceUri { get; set; }

    /// <summary>What the names of all tables begin with: a letter, then letters and digits, 1 to 40 in all; default <c>atomic</c>.</summary>
    public string TablePrefix { get; set; } = "atomic";

    /// <summary>What the names of all containers begin with: lower-case letters and digits, 1 to 40; default <c>atomic</c>.</summary>
    public string ContainerPrefix { get; set; } = "atomic";

    /// <summary>How often a request that failed is sent again; 0 to 5, default 2.</summary>
    public int MaxRetries { get; set; } = 2;

    /// <summary>How long one try of a request may take in seconds; 1 to 60, default 5.</summary>
    public double NetworkTimeoutSeconds { get; set; } = 5;

    /// <summary>Whether the account is the local emulator.</summary>
    internal bool IsDevelopmentStorage =>
        ConnectionString is { } text
        && (text.Contains("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase) || text.Contains("AccountName=devstoreaccount1", StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with the settings, a sentence each; empty where nothing is. No sentence holds a connection string.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [.. ConnectionProblems()];
        if (!TableName().IsMatch(TablePrefix))
            problems.Add($"{Section}:TablePrefix is '{TablePrefix}'; use a letter and then letters and digits, 40 at most.");
        if (!ContainerName().IsMatch(ContainerPrefix))
            problems.Add($"{Section}:ContainerPrefix is '{ContainerPrefix}'; use lower-case letters and digits, 40 at most.");
        if (MaxRetries is < 0 or > 5)
            problems.Add($"{Section}:MaxRetries is {MaxRetries}; set it to 0 to 5.");
        if (NetworkTimeoutSeconds is not (>= 1 and <= 60))
            problems.Add($"{Section}:NetworkTimeoutSeconds is {NetworkTimeoutSeconds}; set it to 1 to 60 seconds.");
        return problems;
    }

    /// <summary>The addresses of the three services, where the account is not given by a connection string.</summary>
    internal (Uri Tables, Uri Blobs, Uri Queues) ServiceUris() => string.IsNullOrEmpty(AccountName)
        ? (new Uri(TableServiceUri!), new Uri(BlobServiceUri!), new Uri(QueueServiceUri!))
        : (Public("table"), Public("blob"), Public("queue"));

    private Uri Public(string service) => new($"https://{AccountName}.{service}.core.windows.net");

    private IEnumerable<string> ConnectionProblems()
    {
        string?[] addresses = [TableServiceUri, BlobServiceUri, QueueServiceUri];
        var hasAddresses = addresses.Any(static address => !string.IsNullOrEmpty(address));
        var ways = new[] { !string.IsNullOrEmpty(ConnectionString), !string.IsNullOrEmpty(AccountName), hasAddresses }.Count(static given => given);
        if (ways == 0)
            yield return $"{Section} names no storage account: set ConnectionString (UseDevelopmentStorage=true for Azurite), AccountName, or the three service addresses.";
        if (ways > 1)
            yield return $"{Section} names the storage account in {ways} ways: keep one of ConnectionString, AccountName and the service addresses.";
        if (hasAddresses && addresses.Any(static address => !IsHttpAddress(address)))
            yield return $"{Section} needs TableServiceUri, BlobServiceUri and QueueServiceUri together, each an http or https address without a query.";
        if (!string.IsNullOrEmpty(AccountName) && !AccountNames().IsMatch(AccountName))
            yield return $"{Section}:AccountName is '{AccountName}'; the name of an account has 3 to 24 lower-case letters and digits.";
        if (!string.IsNullOrEmpty(ClientId) && !string.IsNullOrEmpty(ConnectionString))
            yield return $"{Section}:ClientId has no use beside a ConnectionString: remove one of them.";
    }

    private static bool IsHttpAddress(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,39}$", RegexOptions.NonBacktracking)]
    private static partial Regex TableName();

    [GeneratedRegex("^[a-z0-9]{1,40}$", RegexOptions.NonBacktracking)]
    private static partial Regex ContainerName();

    [GeneratedRegex("^[a-z0-9]{3,24}$", RegexOptions.NonBacktracking)]
    private static partial Regex AccountNames();
}
