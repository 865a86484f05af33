using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Atomic.Providers.Tests.Fixtures;

/// <summary>A server on a real socket that answers every connection's one request as a script says, byte by byte, several at once.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    public const string StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _loop;
    private int _gone;

    public ScriptedServer(Func<ScriptedConnection, Task> script)
    {
        _listener.Start();
        _loop = AcceptAsync(script);
    }

    public string BaseUrl => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1";

    /// <summary>The bodies of the requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>How many connections have ended, on either side.</summary>
    public int Ended => Volatile.Read(ref _gone);

    /// <summary>A server that sends these bytes and closes the connection.</summary>
    public static ScriptedServer Sending(params string[] answers) => new(async connection =>
    {
        foreach (var answer in answers)
            await connection.SendAsync(answer);
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await Task.WhenAll(_connections);
        _listener.Stop();
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync(Func<ScriptedConnection, Task> script)
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _connections.Add(ServeAsync(client, script));
            }
        }
        catch (OperationCanceledException)
        {
            // stopped
        }
    }

    private async Task ServeAsync(TcpClient client, Func<ScriptedConnection, Task> script)
    {
        using var mine = client;
        client.NoDelay = true;
        try
        {
            var connection = new ScriptedConnection(client.GetStream(), _stop.Token);
            Requests.Enqueue(await connection.ReadRequestAsync());
            await script(connection);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // the client has gone, or the server is stopped
        }
        finally
        {
            Interlocked.Increment(ref _gone);
        }
    }
}
