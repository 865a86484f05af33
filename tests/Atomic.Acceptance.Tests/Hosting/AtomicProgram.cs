using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>The program under test as it was built: <c>atomic.dll</c> of the same configuration, and the <c>dotnet</c> that runs these tests.</summary>
internal static class AtomicProgram
{
    // Models that the machine's owner has configured are none of the tests' market.
    private static readonly string[] ForeignVariables = ["OPENAI_", "AZURE_OPENAI_", "ATOMIC_", "ATOMIC__"];

    private static readonly string Assembly = typeof(AtomicProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "AtomicProgram").Value!;

    /// <summary>How to start it with those arguments: both outputs are redirected and must be read.</summary>
    public static ProcessStartInfo StartInfo(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Muxer(), ["exec", Assembly, .. arguments]) 
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var variable in start.Environment.Keys.Where(IsForeign).ToList())
            start.Environment.Remove(variable);

        // A server that lives for a fraction of a second gains nothing from what is measured of it.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    private static bool IsForeign(string variable) =>
        ForeignVariables.Any(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    // From shared/Microsoft.NETCore.App/VERSION of the running framework to the folder of its dotnet.
    private static string Muxer()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
