using System.Net;
using Atomic.Cli.CommandLine;

namespace Atomic.Cli.Composition;

/// <summary>Reads <c>--urls</c>. Only loopback is served: whoever can connect may spend money and read answers, until there is access control.</summary>
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
        return [.. parts.Select(ParseOne)];
    }

    private static IPEndPoint ParseOne(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/" || url.UserInfo.Length > 0)
            throw new CommandException(ExitCode.BadInput, $"--urls has '{text}', which is no URL that can be served; give one such as {Default}.");
        if (url.Host == "localhost")
            return new IPEndPoint(IPAddress.Loopback, url.Port);
        if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))
            return new IPEndPoint(address, url.Port);
        throw new CommandException(
            ExitCode.BadInput,
            $"--urls names '{url.Host}', but this version serves loopback only, because it has no access control yet; use {Default}, and a reverse proxy with access control in front of it where others must reach it.");
    }
}
