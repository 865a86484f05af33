using System.Text.RegularExpressions;
using Atomic.Core.Explanations;

namespace Atomic.Core.Tests.Explanations;

public sealed partial class ExplanationMarkdownTests
{
    [Theory]
    [InlineData("fell-back")]
    [InlineData("succeeded")]
    public void Write_RealisticRecord_IsTheGoldenText(string state) =>
        ExplanationMarkdown.Write(Explanation.Of(DecisionRecordCases.All[state])).ShouldBe(Golden(state));

    [Fact]
    public void Write_HostileText_StaysText()
    {
        const string Hostile = "````\n# Owned | cell <b onclick=x> [link](javascript:x) ![i](x) *bold* _it_ www.evil.test http://evil.test `a``b\u0007\u202E";

        var markdown = ExplanationMarkdown.Write(Explanation.Of(HostileRecords.Of(Hostile)));

        // What stands outside of fenced blocks and code spans must not start anything.
        var prose = CodeSpan().Replace(WithoutFences(markdown), "");
        prose.ShouldNotContain("\n# Owned");
        Unescaped('<').IsMatch(prose).ShouldBeFalse(prose);
        Unescaped('[').IsMatch(prose).ShouldBeFalse(prose);
        Unescaped('`').IsMatch(prose).ShouldBeFalse(prose);
        prose.ShouldNotContain("http://");
        prose.ShouldNotContain("www.");
        markdown.ShouldNotContain("\u202E");
        markdown.ShouldNotContain("\u0007");
        foreach (var table in WithoutFences(markdown).Split("\n\n").Where(static block => block.StartsWith('|')))
            table.Trim().Split('\n').Select(static row => Pipe().Count(row)).Distinct().Count().ShouldBe(1, table);
    }

    [Fact]
    public void Write_TextWithLongFence_IsFencedLonger()
    {
        var record = HostileRecords.Of("`````");

        ExplanationMarkdown.Write(Explanation.Of(record)).ShouldContain("\n``````text\n`````\n``````\n");
    }

    private static string WithoutFences(string markdown)
    {
        var kept = new List<string>();
        string? fence = null;
        foreach (var line in markdown.Split('\n'))
        {
            var run = line.Length - line.TrimStart('`').Length;
            if (fence is null && run >= 3) fence = line[..run];
            else if (fence is not null && line == fence) fence = null;
            else if (fence is null) kept.Add(line);
        }

        fence.ShouldBeNull("a fence was left open");
        return string.Join('\n', kept);
    }

    private static string Golden(string name)
    {
        using var stream = typeof(ExplanationMarkdownTests).Assembly.GetManifestResourceStream($"explanation.{name}.md").ShouldNotBeNull();
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static Regex Unescaped(char character) => new($@"(?<!\\){Regex.Escape(character.ToString())}", RegexOptions.None, TimeSpan.FromSeconds(5));

    [GeneratedRegex(@"(?<![\\`])(?<fence>`+)(?!`).+?(?<!`)\k<fence>(?!`)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Pipe();
}
