using Atomic.Core.Errors;
using Grpc.Core;

namespace Atomic.Functions.Clients;

/// <summary>Calls of the Durable Task client, whose failures become the house's own.</summary>
internal static class StoreFailures
{
    /// <summary>Makes a call.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.StorageUnavailable"/> where the Functions host or its storage does not answer.</exception>
    public static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RpcException failure) when (IsTemporary(failure.StatusCode))
        {
            throw Unavailable(failure);
        }
    }

    /// <summary>Makes a call that gives nothing.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.StorageUnavailable"/> where the Functions host or its storage does not answer.</exception>
    public static Task CallAsync(Func<Task> call) => CallAsync(async () =>
    {
        await call();
        return true;
    });

    private static bool IsTemporary(StatusCode code) =>
        code is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Aborted or StatusCode.Internal;

    private static AtomicException Unavailable(RpcException failure) =>
        new(ErrorCodes.StorageUnavailable, "The durable store does not answer at the moment; nothing was lost, send the request again in a few seconds.", failure);
}
