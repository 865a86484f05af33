using System.Net.Sockets;
using System.Text;

namespace Atomic.Providers.Tests.Fixtures;

/// <summary>One connection to a scripted server.</summary>
public sealed class ScriptedConnection(NetworkStream stream, CancellationToken stopping)
{
    public CancellationToken Stopping => stopping;

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(byte[] bytes) => stream.WriteAsync(bytes, stopping).AsTask();

    /// <summary>Waits until the client goes, or the server is stopped.</summary>
    public async Task UntilGoneAsync()
    {
        var buffer = new byte[256];
        while (await stream.ReadAsync(buffer, stopping) > 0)
        {
            // whatever the client still says
        }
    }

    public async Task<string> ReadRequestAsync()
    {
        var received = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, stopping);
            if (read == 0)
                return "";
            received.AddRange(buffer.AsSpan(0, read));
            var all = Encoding.Latin1.GetString([.. received]);
            var end = all.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;
            var header = all.Split("\r\n").First(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            if (received.Count - end - 4 >= int.Parse(header.Split(':')[1]))
                return Encoding.UTF8.GetString([.. received.Skip(end + 4)]);
        }
    }
}
