using System.CommandLine;

namespace Atomic.Cli.Run;

internal static class RunCommand
{
    public static Command Create() => new("run", "later");
}
