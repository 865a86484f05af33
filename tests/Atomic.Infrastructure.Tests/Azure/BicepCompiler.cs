using System.Reflection;
using System.Runtime.InteropServices;

namespace Atomic.Infrastructure.Tests.Azure;

/// <summary>The Bicep compiler that the package carries. It asks no network: no module comes from a registry.</summary>
internal static class BicepCompiler
{
    private static readonly string Program = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "BicepCompiler").Value!;

    /// <summary>Runs it in infra/; the test is skipped where it cannot run.</summary>
    public static Task<CommandRun> RunAsync(params IReadOnlyList<string> arguments) => RunInAsync(Sources.Infrastructure, arguments);

    /// <summary>Runs it in a folder; the test is skipped where it cannot run.</summary>
    public static Task<CommandRun> RunInAsync(string folder, params IReadOnlyList<string> arguments)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64,
            "The compiler comes from the package Azure.Bicep.CommandLine.linux-x64, which runs on Linux on x64 only.");
        return CommandRun.StartAsync(Program, folder, arguments);
    }
}
