using System.ComponentModel;
using System.Diagnostics;

namespace Atomic.Providers.Verifiers;

/// <summary>
/// One run of a program, within its limits: no shell, none of the server's environment, a bounded time and output. Whatever becomes of it, nothing that it has started
/// outlives the run.
/// </summary>
internal static class VerifierProcess
{
    /// <summary>How long pipes are waited for that a child of the program, which has exited itself, may still hold open.</summary>
    private static readonly TimeSpan PipesClose = TimeSpan.FromSeconds(1);

    /// <summary>Runs the program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="cancellationToken">Kills it, and throws.</param>
    public static async Task<VerifierProcessEnd> RunAsync(VerifierProgramOptions program, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        using var family = new ProcessFamily();
        using var process = new Process { StartInfo = StartOf(program, family) };
        try
        {
            process.Start();
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException)
        {
            return new VerifierProcessEnd(VerifierProcessEndReason.NotStarted, 0, default, failure.Message);
        }

        family.Begin(process);
        return ProcessLimits.TrySet(process, program)
            ? await WatchAsync(process, program, input, cancellationToken)
            : new VerifierProcessEnd(VerifierProcessEndReason.NotStarted, 0, default, "the system did not let its memory and processor time be limited.");
    }

    private static ProcessStartInfo StartOf(VerifierProgramOptions program, ProcessFamily family)
    {
        var start = new ProcessStartInfo(program.Path, program.Arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = program.WorkingFolder ?? Path.GetDirectoryName(program.Path) ?? "",
        };

        // Keys of models stand in the server's environment.
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in program.Environment)
            start.Environment[name] = value;
        family.Mark(start);
        return start;
    }

    private static async Task<VerifierProcessEnd> WatchAsync(Process process, VerifierProgramOptions program, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(program.TimeLimitSeconds));
        using var output = new BoundedCapture(process.StandardOutput.BaseStream, program.MaxOutputBytes, limit);
        using var errors = new BoundedCapture(process.StandardError.BaseStream, program.MaxOutputBytes, limit);
        try
        {
            await WriteAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new VerifierProcessEnd(output.IsOver || errors.IsOver ? VerifierProcessEndReason.OutputLimit : VerifierProcessEndReason.TimeLimit, 0, default);
        }

        limit.CancelAfter(PipesClose);
        var written = await output.EndAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return output.IsOver
            ? new VerifierProcessEnd(VerifierProcessEndReason.OutputLimit, 0, default)
            : new VerifierProcessEnd(VerifierProcessEndReason.Exited, process.ExitCode, written);
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            // Not every pipe heeds the token while it is full.
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken).AsTask().WaitAsync(cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It need not read what it does not want to know.
        }
    }
}
