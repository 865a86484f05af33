using System.Net;
using Atomic.Cli.CommandLine;
using Atomic.Http.Access;

namespace Atomic.Cli.Composition;

/// <summary>What follows from where a server listens, and from whether it asks its callers who they are.</summary>
internal static class OpenHouse
{
    private static readonly string[] LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Refuses to let other machines in where nobody is asked for a key: whoever can connect may spend money and read answers.</summary>
    /// <param name="listen">Where the server is to listen.</param>
    /// <param name="isOpen">Whether nobody is asked for a key.</param>
    /// <param name="dataFolder">Where a key is to be made.</param>
    /// <exception cref="CommandException">Other machines could reach it.</exception>
    public static void RefuseStrangers(IReadOnlyList<IPEndPoint> listen, bool isOpen, string dataFolder)
    {
        if (!isOpen || listen.FirstOrDefault(static address => !IsLoopback(address)) is not { } reachable)
            return;
        throw new CommandException(
            ExitCode.BadInput,
            $"--urls names {reachable.Address}, which other machines can reach, but this server has no API keys and no issuer of tokens, so that whoever connects could spend your money; "
            + $"make a key first with `atomic key create --tenant default --scope run --scope read --data {dataFolder}`, or configure Atomic:Access:Oidc (docs/access.md).");
    }

    /// <summary>
    /// The names under which it may be called. On loopback, loopback names, so that a web page that has its own name resolve to this machine gets
    /// nowhere; beyond it any, since every call that matters needs a key, which such a page does not have and a browser does not add by itself.
    /// </summary>
    /// <param name="listen">Where the server is to listen.</param>
    /// <param name="access">May name hosts.</param>
    public static IReadOnlyList<string> AllowedHosts(IReadOnlyList<IPEndPoint> listen, AccessOptions access)
    {
        if (access.AllowedHosts.Count > 0)
            return [.. access.AllowedHosts, .. LoopbackHosts];
        return listen.All(IsLoopback) ? LoopbackHosts : ["*"];
    }

    private static bool IsLoopback(IPEndPoint address) => IPAddress.IsLoopback(address.Address);
}
