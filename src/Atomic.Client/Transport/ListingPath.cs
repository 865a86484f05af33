using System.Globalization;
using System.Text;
using Atomic.Client.Json;
using Atomic.Client.Microtasks;

namespace Atomic.Client.Transport;

/// <summary>Writes the path and query of a listing.</summary>
internal static class ListingPath
{
    /// <summary>The path.</summary>
    /// <param name="query">Which microtasks.</param>
    public static string Of(MicrotaskQuery query)
    {
        var path = new StringBuilder("api/microtasks?top=").Append(query.Top.ToString(CultureInfo.InvariantCulture));
        Add("kind", query.Kind);
        Add("status", query.Status is { } status ? StatusConverter.NameOf(status) : null);
        Add("since", query.Since?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        Add("continuation", query.Continuation);
        return path.ToString();

        void Add(string name, string? value)
        {
            if (value is not null)
                path.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
