using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Atomic.Http.Access;

/// <summary>What a request itself says of where it comes from. A proxy on the same machine connects from loopback, whoever asked it.</summary>
internal static class LoopbackNames
{
    /// <summary>
    /// Whether nothing in the request speaks against loopback: it is for a loopback name, so that no web page can reach it by a name of its own, and
    /// nobody says that it was forwarded for another machine.
    /// </summary>
    /// <param name="request">The request.</param>
    public static bool AreUsedBy(HttpRequest request) =>
        IsLoopback(request.Host.Host)
        && request.Headers["Forwarded"].Count == 0
        && IsLoopback(request.Headers["X-Forwarded-For"])
        && IsLoopback(request.Headers["X-Real-IP"])
        && IsLoopback(request.Headers["X-Forwarded-Host"]);

    private static bool IsLoopback(StringValues forwarded)
    {
        foreach (var value in forwarded)
        {
            foreach (var part in (value ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                if (!IsLoopback(new HostString(part).Host)) return false;
            }
        }

        return true;
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.AsSpan().Trim("[]"), out var address) && IPAddress.IsLoopback(address));
}
