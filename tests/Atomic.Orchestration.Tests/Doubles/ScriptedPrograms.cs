using System.Collections.Concurrent;
using System.Text;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Tests.Doubles;

/// <summary>Programs that find what they are told, and remember what they read.</summary>
internal sealed class ScriptedPrograms : IVerifierPrograms
{
    public Dictionary<string, Func<string, CancellationToken, Task<ProgramFinding>>> Programs { get; } = [];

    /// <summary>What happens between the verdict and its event in history.</summary>
    public Func<VerdictOrder, CancellationToken, Task> AfterVerdict { get; set; } = static (_, _) => Task.CompletedTask;

    public ConcurrentQueue<string> Inputs { get; } = new();

    public IReadOnlyCollection<string> Names => Programs.Keys;

    public Task<ProgramFinding> RunAsync(string name, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString(input.Span);
        Inputs.Enqueue(text);
        return Programs[name](text, cancellationToken);
    }
}
