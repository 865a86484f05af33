using System.Diagnostics;

namespace Atomic.Testing.Azurite;

/// <summary>How Azurite is started on this machine.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">What stands before Azurite's own arguments.</param>
public sealed record AzuriteCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The environment variable that names the executable.</summary>
    public const string Variable = "ATOMIC_AZURITE";

    /// <summary>What tests say when they are skipped.</summary>
    public const string HowToGetIt =
        "Azurite was not found: run 'npm install --prefix .artifacts/azurite azurite' in the repository's root (it needs Node), or set " + Variable + " to its path.";

    private static readonly TimeSpan s_npxLimit = TimeSpan.FromSeconds(30);

    /// <summary>Looks at <see cref="Variable"/>, below <c>.artifacts/azurite</c>, on the path, and asks <c>npx</c>; null where there is none.</summary>
    /// <exception cref="FileNotFoundException">The variable names a file that is not there.</exception>
    public static async Task<AzuriteCommand?> FindAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(named) ? new AzuriteCommand(named, []) : throw new FileNotFoundException($"{Variable} names a file that is not there.", named);
        var name = OperatingSystem.IsWindows() ? "azurite.cmd" : "azurite";
        if (Root() is { } root && Path.Combine(root, ".artifacts", "azurite", "node_modules", ".bin", name) is var installed && File.Exists(installed))
            return new AzuriteCommand(installed, []);
        if (OnPath(name) is { } onPath)
            return new AzuriteCommand(onPath, []);
        return OnPath(OperatingSystem.IsWindows() ? "npx.cmd" : "npx") is { } npx && await KnowsAzuriteAsync(npx, cancellationToken)
            ? new AzuriteCommand(npx, ["--no-install", "azurite"])
            : null;
    }

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private static string? Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Atomic.sln")))
            folder = folder.Parent;
        return folder?.FullName;
    }

    private static async Task<bool> KnowsAzuriteAsync(string npx, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(npx, ["--no-install", "azurite", "--version"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_npxLimit);
        try
        {
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return false;
        }
    }
}
