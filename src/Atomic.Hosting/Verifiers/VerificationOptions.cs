using Atomic.Core.Verifiers;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;
using Atomic.Providers.Verifiers;

namespace Atomic.Hosting.Verifiers;

/// <summary>What answers are held against, section <c>Atomic:Verification</c>.</summary>
public sealed class VerificationOptions
{
    /// <summary>The verifiers of microtasks whose request says nothing, by kind.</summary>
    public Dictionary<string, List<VerifierOptions>> Kinds { get; } = new(StringComparer.Ordinal);

    /// <summary>The operator's programs, by the names under which verifiers ask for them.</summary>
    public Dictionary<string, VerifierProgramOptions> Executables { get; } = new(StringComparer.Ordinal);

    /// <summary>The judge.</summary>
    public JudgeOptions Judge { get; } = new();

    /// <summary>What is wrong with the settings, a sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Judge.Problems(),
        .. Executables.Keys.Where(static name => !KindName.IsValid(name)).Select(static name => $"Atomic:Verification:Executables has the name '{name}'; a name must match {KindName.Pattern}."),
        .. Executables.SelectMany(static program => program.Value.Problems(program.Key)),
        .. Kinds.SelectMany(kind => ProblemsOf(kind.Key, kind.Value)),
    ];

    /// <summary>The verifiers by kind, read as those of a request are.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Verifier>> Verifiers() =>
        Kinds.ToDictionary(static kind => kind.Key, static kind => Read(kind.Key, kind.Value).Value ?? [], StringComparer.Ordinal);

    private IEnumerable<string> ProblemsOf(string kind, List<VerifierOptions> verifiers)
    {
        if (!Read(kind, verifiers).TryGet(out var read, out var problem)) return [problem.Detail];
        return read.OfType<ExecutableVerifier>().Where(verifier => !Executables.ContainsKey(verifier.Program))
            .Select(verifier => $"Atomic:Verification:Kinds:{kind} names the executable '{verifier.Program}', which Atomic:Verification:Executables does not have; add it there, or take it out here.");
    }

    private static Result<IReadOnlyList<Verifier>> Read(string kind, List<VerifierOptions> verifiers) => VerifierOptions.Read($"Atomic:Verification:Kinds:{kind}", verifiers);
}
