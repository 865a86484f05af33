using Atomic.Core.Errors;
using Atomic.Core.Microtasks;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Submissions;

namespace Atomic.Orchestration.Service;

/// <summary>What an answer is held against: what its request says, or what the configuration says of its kind.</summary>
/// <param name="kinds">The configuration's verifiers by kind.</param>
/// <param name="programs">The operator's programs.</param>
public sealed class KindVerifiers(IReadOnlyDictionary<string, IReadOnlyList<Verifier>> kinds, IVerifierPrograms programs)
{
    /// <summary>The verifiers, or the problem that one names a program that there is not.</summary>
    /// <param name="submission">What is asked.</param>
    public Result<IReadOnlyList<Verifier>> VerifiersOf(MicrotaskSubmission submission)
    {
        // A judge is not judged, and what a client asked for beside an answer, or instead of one, is none that could be.
        if (submission.JudgeOf is not null || submission.Payload.Operation != Operation.Chat || submission.Payload.Parameters is not null)
            return Result<IReadOnlyList<Verifier>>.FromValue([]);
        var verifiers = submission.Verify ?? kinds.GetValueOrDefault(submission.Kind, []);
        return Unknown(verifiers) is { } name
            ? new Problem(ErrorCodes.InvalidField, $"{RequestPointer.Quote(name)} is no executable of this server{Known(name)}", "/verify")
            : Result<IReadOnlyList<Verifier>>.FromValue(verifiers);
    }

    private string? Unknown(IReadOnlyList<Verifier> verifiers) =>
        verifiers.OfType<ExecutableVerifier>().FirstOrDefault(verifier => !programs.Names.Contains(verifier.Program, StringComparer.Ordinal))?.Program;

    private string Known(string name) =>
        programs.Names.Count == 0 ? "; it has none. Its operator adds them under Atomic:Verification:Executables." : NameSuggestion.Clause(name, [.. programs.Names.Order(StringComparer.Ordinal)]);
}
