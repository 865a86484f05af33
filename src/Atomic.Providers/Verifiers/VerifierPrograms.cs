using Atomic.Orchestration.Ports;
using Microsoft.Extensions.Logging;

namespace Atomic.Providers.Verifiers;

/// <summary>The operator's programs that judge answers, each with a limit of how many run at once.</summary>
/// <param name="programs">The programs by name.</param>
/// <param name="log">Told where a program comes to no verdict.</param>
public sealed class VerifierPrograms(IReadOnlyDictionary<string, VerifierProgramOptions> programs, ILogger<VerifierPrograms> log) : IVerifierPrograms
{
    private readonly Dictionary<string, Turns> _turns = programs.ToDictionary(static program => program.Key, static program => new Turns(program.Value), StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => _turns.Keys;

    /// <inheritdoc/>
    public async Task<ProgramFinding> RunAsync(string name, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        if (!_turns.TryGetValue(name, out var turns))
            return ProgramFinding.None($"There is no executable '{name}' any more; put it back under Atomic:Verification:Executables.");

        // Whoever waits here holds a place among the activities of the whole house.
        if (!turns.TryQueue())
        {
            log.VerifierWithoutVerdict(name, "busy");
            return ProgramFinding.None($"The executable '{name}' had as many answers waiting as Atomic:Verification:Executables:{name}:MaxWaiting allows, so this one was not judged.");
        }

        try
        {
            await turns.Free.WaitAsync(cancellationToken);
            try
            {
                var end = await VerifierProcess.RunAsync(turns.Program, input, cancellationToken);
                var finding = ProgramFindings.Of(name, turns.Program, end);
                if (finding.Score is null)
                    log.VerifierWithoutVerdict(name, end.Reason.ToString());
                return finding;
            }
            finally
            {
                turns.Free.Release();
            }
        }
        finally
        {
            turns.Leave();
        }
    }

    // Never disposed: it lives as long as the process, and no wait handle is taken from it.
    private sealed class Turns(VerifierProgramOptions program)
    {
        private int _queued;

        public VerifierProgramOptions Program => program;

        public SemaphoreSlim Free { get; } = new(program.MaxConcurrent);

        public bool TryQueue()
        {
            if (Interlocked.Increment(ref _queued) <= program.MaxConcurrent + program.MaxWaiting) return true;
            Leave();
            return false;
        }

        public void Leave() => Interlocked.Decrement(ref _queued);
    }
}
