using System.Net;
using System.Net.Sockets;
using Atomic.Cli.CommandLine;

namespace Atomic.Cli.Composition;

/// <summary>Reads <c>--urls</c>. Whether an address beyond loopback may be served is for <see cref="OpenHouse"/> to say.</summary>
internal static class ListenAddresses
{
    /// <summary>What <c>serve</c> listens to unless told otherwise.</summary>
    public const string Default = "http://127.0.0.1:8080";

    /// <summary>A free port for this process alone.</summary>
    public static IReadOnlyList<IPEndPoint> AnyFree { get; } = [new IPEndPoint(IPAddress.Loopback, 0)];

    /// <summary>The addresses.</summary>
    /// <param name="urls">URLs, separated by semicolons.</param>
    /// <exception cref="CommandException">One of them cannot be served.</exception>
    public static IReadOnlyList<IPEndPoint> Parse(string urls)
    {
        var parts = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0)
            throw new CommandException(ExitCode.BadInput, $"--urls is empty; give a URL such as {Default}.");
        return [.. parts.SelectMany(ParseOne).Distinct()];
    }

    private static IEnumerable<IPEndPoint> ParseOne(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.PathAndQuery != "/" || url.UserInfo.Length > 0)
            throw new CommandException(ExitCode.BadInput, $"--urls has '{text}', which is no URL that can be served; give one such as {Default}, or http://0.0.0.0:8080 for every address of this machine.");
        if (url.Scheme == "https")
            throw new CommandException(ExitCode.BadInput, $"--urls has '{text}', but certificates are a reverse proxy's work; serve {Default} and let the proxy take https.");
        if (url.Host == "localhost")
            return [new IPEndPoint(IPAddress.Loopback, url.Port)];
        return IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)
            ? [new IPEndPoint(address, url.Port)]
            : Resolve(url).Select(found => new IPEndPoint(found, url.Port));
    }

    private static IPAddress[] Resolve(Uri url)
    {
        try
        {
            return Dns.GetHostAddresses(url.Host);
        }
        catch (SocketException failure)
        {
            throw new CommandException(
                ExitCode.BadInput, $"--urls names '{url.Host}', which has no address ({failure.Message.TrimEnd('.')}); name one of this machine's addresses, or 0.0.0.0 for all.", failure);
        }
    }
}
