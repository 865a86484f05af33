using System.Text.Json;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Ports;

namespace Atomic.Providers.Verifiers;

/// <summary>
/// What the end of a program says of an answer: exit code 0 right, 1 wrong, any other no verdict. With a verdict, a JSON object on standard output may
/// say more: <c>{"score"?: 0 to 1, "label"?: text, "comment"?: text}</c>. Anything else there is for people, and ignored.
/// </summary>
internal static class ProgramFindings
{
    private const int MaxComment = 500;

    /// <summary>The finding.</summary>
    /// <param name="name">The program's name.</param>
    /// <param name="program">The program.</param>
    /// <param name="end">How it ended.</param>
    public static ProgramFinding Of(string name, VerifierProgramOptions program, VerifierProcessEnd end) => end switch
    {
        { Reason: VerifierProcessEndReason.NotStarted } => ProgramFinding.None($"The executable '{name}' could not be started: {end.Detail}"),
        { Reason: VerifierProcessEndReason.TimeLimit } => ProgramFinding.None($"The executable '{name}' was killed after {program.TimeLimitSeconds} s; make it faster, or raise its TimeLimitSeconds."),
        { Reason: VerifierProcessEndReason.OutputLimit } => ProgramFinding.None($"The executable '{name}' was killed because it wrote more than {program.MaxOutputBytes} bytes; let it write less, or raise its MaxOutputBytes."),
        { ExitCode: 0 or 1 } => Judged(name, end.ExitCode == 0, end.Output),
        _ => ProgramFinding.None($"The executable '{name}' ended with exit code {end.ExitCode}; 0 means right and 1 wrong."),
    };

    private static ProgramFinding Judged(string name, bool right, ReadOnlyMemory<byte> output)
    {
        var plain = new ProgramFinding(right ? 1 : 0, null, right ? "It says that the answer is right." : "It says that the answer is wrong.");
        try
        {
            using var document = JsonDocument.Parse(output);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Said(name, plain, document.RootElement) : plain;
        }
        catch (JsonException)
        {
            return plain;
        }
    }

    private static ProgramFinding Said(string name, ProgramFinding plain, JsonElement said)
    {
        var finding = plain;
        if (said.TryGetProperty("score"u8, out var score) && score.ValueKind != JsonValueKind.Null)
        {
            if (score.ValueKind != JsonValueKind.Number || !score.TryGetDouble(out var figure) || figure is not (>= 0 and <= 1))
                return ProgramFinding.None($"The executable '{name}' gave a score that is no number from 0 to 1.");
            finding = finding with { Score = figure };
        }

        if (TextOf(said, "label") is { Length: <= VerifierVerdict.MaxLabel } label)
            finding = finding with { Label = label };
        return TextOf(said, "comment") is { } comment ? finding with { Detail = Cut(comment) } : finding;
    }

    private static string? TextOf(JsonElement said, string name)
    {
        try
        {
            return said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no text.
            return null;
        }
    }

    private static string Cut(string text) => text.Length <= MaxComment ? text : text[..(char.IsHighSurrogate(text[MaxComment - 1]) ? MaxComment - 1 : MaxComment)] + "…";
}
