using System.Text;
using System.Text.Json;
using Atomic.Replay.Server;

namespace Atomic.Acceptance.Tests.Crashes;

/// <summary>The replay server's own request log, read on from where it was last read to.</summary>
/// <param name="path">The file.</param>
internal sealed class RequestLogFile(string path)
{
    private long _position;

    /// <summary>The requests since the last time, in the order in which they were logged.</summary>
    public IReadOnlyList<LoggedRequest> ReadOn()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = _position;
        var bytes = new byte[file.Length - _position];
        file.ReadExactly(bytes);

        // The last line may be on its way into the file.
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        _position += whole;
        return
        [
            .. Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => JsonSerializer.Deserialize<LoggedRequest>(line, JsonSerializerOptions.Web)!),
        ];
    }
}
