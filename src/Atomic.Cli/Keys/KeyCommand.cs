using System.CommandLine;

namespace Atomic.Cli.Keys;

/// <summary><c>atomic key</c>: who may call a server, and for whom.</summary>
internal static class KeyCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("key", "Make, list and revoke API keys: through a running server, or in the database of a data folder that no server has open.")
    {
        KeyCreateCommand.Create(),
        KeyListCommand.Create(),
        KeyRevokeCommand.Create(),
    };
}
