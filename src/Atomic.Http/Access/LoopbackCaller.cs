using System.Net;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Access;

/// <summary>For a host that callers connect to themselves: the connection comes from loopback, and the request is for a loopback name.</summary>
public sealed class LoopbackCaller : ILocalCaller
{
    /// <inheritdoc/>
    public bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote) && LoopbackNames.AreUsedBy(context.Request);
}
