using System.Net.Sockets;
using Atomic.Core.Errors;
using Azure;
using Azure.Identity;

namespace Atomic.Storage.Azure.Connection;

/// <summary>What is said where the storage account does not serve. Only scheme, host and port of an address are told, since its query may hold a signature.</summary>
internal static class StorageFailure
{
    /// <summary>No answer came.</summary>
    /// <param name="address">Of the request.</param>
    /// <param name="cause">What the transport or the credential threw.</param>
    /// <param name="isDevelopmentStorage">Whether the account is the local emulator.</param>
    public static AtomicException Unreachable(Uri address, Exception cause, bool isDevelopmentStorage) =>
        Of(address, Reason(cause), isDevelopmentStorage ? StartEmulator : Advice(cause), cause);

    /// <summary>An answer came that no store reckons with.</summary>
    /// <param name="address">Of the request.</param>
    /// <param name="response">The answer.</param>
    /// <param name="isDevelopmentStorage">Whether the account is the local emulator.</param>
    /// <returns>The failure, or null where the answer is for the store to deal with.</returns>
    public static AtomicException? OfResponse(Uri address, Response response, bool isDevelopmentStorage) => response.Status switch
    {
        401 or 403 => Of(address, $"it refuses the credentials with status {response.Status}", CheckAccess(isDevelopmentStorage)),
        408 or 429 or >= 500 => Of(address, $"it answers with status {response.Status}", "try again later, and look at the account's state and limits if it goes on"),
        404 when MissingPart(response) is { } part => Missing(address, part),
        _ => null,
    };

    /// <summary>A table or container is not there.</summary>
    /// <param name="address">Of the request.</param>
    /// <param name="part">What is missing.</param>
    public static AtomicException Missing(Uri address, string part) =>
        Of(address, $"a {part} is missing that the host makes when it starts", "restart the host, or make sure that nothing else deletes it");

    /// <summary>A table or container cannot be created; the service takes up to a minute to delete one of the same name.</summary>
    /// <param name="address">Of the service.</param>
    /// <param name="cause">The service's answer.</param>
    public static AtomicException NotCreated(Uri address, RequestFailedException cause) =>
        Of(address, $"a table or container cannot be created ({cause.ErrorCode ?? $"status {cause.Status}"})", "wait a minute where one was just deleted, and check the prefixes", cause);

    private const string StartEmulator =
        "start Azurite (npx azurite --location FOLDER) or correct " + AzureStorageOptions.Section + ":ConnectionString";

    private static AtomicException Of(Uri address, string reason, string advice, Exception? cause = null) => new(
        ErrorCodes.StorageUnavailable,
        $"The storage account at {address.GetLeftPart(UriPartial.Authority)} cannot be used: {reason}; {advice}.",
        cause);

    private static string CheckAccess(bool isDevelopmentStorage) => isDevelopmentStorage
        ? "correct " + AzureStorageOptions.Section + ":ConnectionString"
        : "check the account's key or the role assignments of the identity, and the account's firewall";

    private static string Advice(Exception cause) => Find<AuthenticationFailedException>(cause) is null
        ? "check " + AzureStorageOptions.Section + " and the network between here and there"
        : "give the process an identity (az login, or a managed identity whose ClientId stands in " + AzureStorageOptions.Section + ")";

    private static string Reason(Exception cause) => cause switch
    {
        _ when Find<SocketException>(cause) is { } socket => socket.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "nothing listens there",
            SocketError.OperationAborted or SocketError.TimedOut => "it does not answer in time",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its name is not known",
            _ => $"the connection failed ({socket.SocketErrorCode})",
        },
        _ when Find<AuthenticationFailedException>(cause) is not null => "no identity was found to sign in with",
        _ when Find<OperationCanceledException>(cause) is not null => "it does not answer in time",
        _ => "the connection failed",
    };

    // The service's errors name themselves in a header, those of tables in the body alone.
    private static string? MissingPart(Response response)
    {
        var code = response.Headers.TryGetValue("x-ms-error-code", out var header) ? header : "";
        if (code is "ContainerNotFound")
            return "container";
        return code is "TableNotFound" || (response.ContentStream is { CanSeek: true } && response.Content.ToString().Contains("TableNotFound", StringComparison.Ordinal))
            ? "table"
            : null;
    }

    private static T? Find<T>(Exception cause)
        where T : Exception => cause switch
    {
        T found => found,
        AggregateException { InnerExceptions: var all } => all.Select(Find<T>).FirstOrDefault(static found => found is not null),
        { InnerException: { } inner } => Find<T>(inner),
        _ => null,
    };
}
