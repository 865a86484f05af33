
namespace Atomic.Orchestration.Ports;

/// <summary>The operator's programs that judge answers, by the names that the configuration gives them.</summary>
public interface IVerifierPrograms
{
    /// <summary>Their names; empty where there are none.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>
    /// Runs a program on one answer. Whatever goes wrong with it (it is missing, crashes, takes too long, writes too much) is a verdict without a score.
    /// </summary>
    /// <param name="name">The program's name.</param>
    /// <param name="input">What it reads: one JSON object, UTF-8.</param>
    /// <param name="cancellationToken">The host's: ends the program with all that it started, and throws.</param>
    Task<ProgramFinding> RunAsync(string name, ReadOnlyMemory<byte> input, CancellationToken cancellationToken);
}
