using System.Net.Http.Headers;

namespace Atomic.Client.Transport;

/// <summary>Makes the HTTP clients of this library.</summary>
internal static class HttpClients
{
    /// <summary>The name under which the client is made by the application's factory, for those who add handlers of their own.</summary>
    public const string Name = "Atomic";

    /// <summary>What connections are made with: a proxy never for this machine itself, and addresses are looked up anew now and then.</summary>
    /// <param name="server">The server.</param>
    public static SocketsHttpHandler Handler(Uri server) => new()
    {
        UseProxy = !server.IsLoopback,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>A client on a handler of its own.</summary>
    /// <param name="options">The server, and its key.</param>
    /// <param name="time">The clock of retries.</param>
    /// <param name="primary">Sends.</param>
    public static HttpClient Create(AtomicClientOptions options, TimeProvider time, HttpMessageHandler primary)
    {
        var http = new HttpClient(new RetryHandler(options, time) { InnerHandler = primary });
        Configure(http, options);
        return http;
    }

    /// <summary>Gives a client what holds for every request.</summary>
    /// <param name="http">The client.</param>
    /// <param name="options">The server, and its key.</param>
    public static void Configure(HttpClient http, AtomicClientOptions options)
    {
        http.BaseAddress = options.Root();

        // Waiting has bounds of its own: the preferred wait, the run's, and the caller's.
        http.Timeout = Timeout.InfiniteTimeSpan;
        if (!string.IsNullOrEmpty(options.ApiKey))
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
    }
}
