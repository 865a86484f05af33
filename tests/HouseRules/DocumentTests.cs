using System.Text.RegularExpressions;

namespace HouseRules;

/// <summary>Documents point at things that exist.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Links_ToFiles_Exist() =>
        Repository.Files("docs", ".md").Append("README.md").SelectMany(BrokenLinks).ShouldBeEmpty("a link leads somewhere");

    [Fact]
    public void Decisions_HaveANumberOfTheirOwn()
    {
        var numbers = Repository.Files("docs/decisions", ".md").Select(static path => Path.GetFileName(path)[..4]).ToList();

        numbers.Distinct().Count().ShouldBe(numbers.Count, "two decision records share a number");
        numbers.ShouldAllBe(static number => number.All(char.IsAsciiDigit));
    }

    private static IEnumerable<string> BrokenLinks(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        return Link().Matches(Repository.Read(document))
            .Select(static link => link.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0
                && !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal)
                && !Path.Exists(Path.Combine(folder, target)))
            .Select(target => $"{document} links to {target}");
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
