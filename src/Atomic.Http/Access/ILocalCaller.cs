using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Access;

/// <summary>Tells whether a request comes from the machine itself, which is served without a key where the house has none. Each host knows in its own way.</summary>
public interface ILocalCaller
{
    /// <summary>Whether the request comes from this machine; false where that is not certain.</summary>
    /// <param name="context">The request.</param>
    bool IsLocal(HttpContext context);
}
