using System.Text.RegularExpressions;

namespace HouseRules;

/// <summary>What is logged can be found by its event id, and is never what callers sent or models answered.</summary>
public sealed partial class LogTests
{
    private static readonly string[] Payloads =
        ["Input", "Output", "Instructions", "Payload", "Prompt", "Answer", "Text", "Label", "Comment", "Body", "Content", "Detail", "Message", "ApiKey", "Secret", "Credential", "ConnectionString"];

    private static IReadOnlyList<(string File, string Attribute)> Events =>
        [.. Repository.Files("src", ".cs").SelectMany(static file => Attribute().Matches(Repository.Read(file)).Select(match => (file, match.Value)))];

    [Fact]
    public void EventIds_OfAllProjects_AreDistinct()
    {
        var ids = Events.Select(static entry => (entry.File, Id: Id().Match(entry.Attribute).Groups["id"].Value)).ToList();

        ids.Count.ShouldBeGreaterThan(20, "the pattern finds the events");
        ids.Where(static entry => entry.Id.Length == 0).ShouldBeEmpty("every event has an id");
        ids.GroupBy(static entry => entry.Id).Where(static same => same.Count() > 1).Select(static same => $"{same.Key}: {string.Join(", ", same.Select(static entry => entry.File))}")
            .ShouldBeEmpty("an event id is used twice");
    }

    [Fact]
    public void Values_OfAllEvents_AreNoPayload() =>
        Events.SelectMany(static entry => Value().Matches(entry.Attribute).Select(match => (entry.File, Name: match.Groups["name"].Value)))
            .Where(static value => Payloads.Contains(value.Name, StringComparer.Ordinal))
            .ShouldBeEmpty("a log line has ids, codes, names and figures");

    [GeneratedRegex(@"\[LoggerMessage\(.*\)\]", RegexOptions.NonBacktracking)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\[LoggerMessage\((?:EventId = )?(?<id>\d+),", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)[^}]*\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Value();
}
