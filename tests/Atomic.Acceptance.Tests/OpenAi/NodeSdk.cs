using System.Diagnostics;
using System.Text.Json;

namespace Atomic.Acceptance.Tests.OpenAi;

/// <summary>The npm package <c>openai</c>, driven by a script of the tests.</summary>
internal static class NodeSdk
{
    private const string Variable = "ATOMIC_OPENAI_SDK";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs the script's checks, or skips the test where there is no package.</summary>
    /// <param name="arguments">The server's URL and what else the checks need, as environment variables.</param>
    /// <returns>The outcome of each check: null, or what went wrong.</returns>
    public static async Task<IReadOnlyDictionary<string, string?>> RunAsync(params (string Name, string Value)[] arguments)
    {
        var folder = Find();
        Assert.SkipWhen(
            folder is null,
            $"The npm package openai was not found: run 'npm install --prefix .artifacts/openai openai@7.57.0' in the repository's root (it needs Node), or set {Variable} to the folder that holds its node_modules.");
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "OpenAi", "sdk.mjs")])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment[Variable] = folder;
        foreach (var (name, value) in arguments)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        process.ExitCode.ShouldBe(0, $"{await output}\n{await errors}");
        return JsonSerializer.Deserialize<Dictionary<string, string?>>(await output)!;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Atomic.sln")))
            root = root.Parent;
        var installed = root is null ? null : Path.Combine(root.FullName, ".artifacts", "openai");
        return installed is not null && File.Exists(Path.Combine(installed, "node_modules", "openai", "package.json")) ? installed : null;
    }
}
