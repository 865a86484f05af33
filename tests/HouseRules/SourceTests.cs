using System.Text.RegularExpressions;

namespace HouseRules;

/// <summary>What every source file keeps to (STYLE: small files, one concept each, named after their type).</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 300;
    private const int MaxMethodLines = 70;

    private static IReadOnlyList<string> ProductionFiles => Repository.Files("src", ".cs");

    private static IReadOnlyList<string> TestFiles =>
        [.. Repository.Files("tests", ".cs").Where(static file => !file.StartsWith("tests/HouseRules/", StringComparison.Ordinal))];

    [Fact]
    public void Length_OfEachFile_IsWithinLimit() =>
        ProductionFiles.Where(static file => Repository.Lines(file).Count > MaxLines)
            .ShouldBeEmpty($"a file has at most {MaxLines} lines: split it by concept");

    [Fact]
    public void Name_OfEachFile_IsThatOfItsType() =>
        ProductionFiles.Where(static file => !IsNamedAfterAType(file)).ShouldBeEmpty("a file is named after a type that it declares");

    [Fact]
    public void Names_OfTypes_SayWhatTheyAre() =>
        ProductionFiles.SelectMany(static file => TypesIn(file).Where(static type => Vague().IsMatch(type)).Select(type => $"{file}: {type}"))
            .ShouldBeEmpty("a type is named after what it is");

    [Fact]
    public void Length_OfEachMethod_IsWithinAScreen() =>
        ProductionFiles.SelectMany(LongBodies).ShouldBeEmpty($"a method's body has at most {MaxMethodLines} lines");

    [Fact]
    public void Leftovers_InAnyFile_AreNone() =>
        ProductionFiles.Concat(TestFiles)
            .SelectMany(static file => Repository.Lines(file).Select((line, i) => (Line: line, Place: $"{file}:{i + 1}")))
            .Where(static entry => Leftover().IsMatch(entry.Line))
            .Select(static entry => $"{entry.Place} {entry.Line.Trim()}")
            .ShouldBeEmpty("finish it, or say in the changelog what is not done");

    [Fact]
    public void Waits_InTests_AreForConditions() =>
        TestFiles.Where(static file => !file.Contains("Benchmarks", StringComparison.Ordinal) && Repository.Read(file).Contains("Thread.Sleep(", StringComparison.Ordinal))
            .ShouldBeEmpty("a test waits for a condition with a bound, never for a while");

    // Only the four operations and the square root come out the same to the last bit on any machine.
    [Fact]
    public void Functions_WhereAnAuctionIsDecided_AreExactEverywhere()
    {
        string[] beside = ["BetaBelief", "SharedDifficulty", "WilsonInterval"];
        var files = ProductionFiles.Where(file =>
            file.StartsWith("src/Atomic.Core/Auctions/", StringComparison.Ordinal) || file.StartsWith("src/Atomic.Core/Composites/", StringComparison.Ordinal)
            || (file.StartsWith("src/Atomic.Core/", StringComparison.Ordinal) && beside.Contains(Path.GetFileNameWithoutExtension(file)))).ToArray();

        files.Length.ShouldBeGreaterThan(15);
        files.Where(static file => Inexact().IsMatch(Repository.Read(file))).ShouldBeEmpty("a record must be recomputed bit for bit elsewhere");
    }

    private static bool IsNamedAfterAType(string file)
    {
        var stem = Path.GetFileNameWithoutExtension(file);

        // Outcome.TResult.cs and Outcome.Factory.cs are both files of Outcome.
        return stem is "Program" or "GlobalUsings" or "GlobalSuppressions" or "AssemblyInfo"
            || TypesIn(file).Contains(stem.Split('.')[0], StringComparer.Ordinal);
    }

    private static IEnumerable<string> TypesIn(string file) =>
        TypeDeclaration().Matches(Repository.Read(file)).Select(static match => match.Groups["name"].Value);

    // Members stand at four spaces in file-scoped namespaces; the brace that opens their body stands alone at the same depth.
    private static IEnumerable<string> LongBodies(string file)
    {
        var lines = Repository.Lines(file);
        for (var start = 0; start < lines.Count; start++)
        {
            if (lines[start] != "    {" || TypeHeader().IsMatch(HeaderAbove(lines, start)))
                continue;
            var end = start;
            while (end < lines.Count && !lines[end].StartsWith("    }", StringComparison.Ordinal))
                end++;
            if (end - start - 1 > MaxMethodLines)
                yield return $"{file}:{start + 1}";
        }
    }

    private static string HeaderAbove(IReadOnlyList<string> lines, int brace)
    {
        var header = brace - 1;
        while (header > 0 && lines[header].StartsWith("        ", StringComparison.Ordinal))
            header--;
        return lines[header];
    }

    [GeneratedRegex(@"\bMathF?\.(?:Exp|Log\w*|Pow|Cbrt|A?(?:Sin|Cos|Tan)\w*)\(", RegexOptions.NonBacktracking)]
    private static partial Regex Inexact();

    [GeneratedRegex(@"^\s*(?:public|internal|private|protected|file)?\s*(?:static |sealed |abstract |partial |readonly |ref |unsafe )*(?:record struct|record class|record|class|struct|interface|enum)\s+(?<name>[A-Za-z0-9_]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^\s{4}(?:(?:public|internal|private|protected)\s+)?(?:static |sealed |abstract |partial |readonly |ref )*(?:record|class|struct|interface|enum)\s", RegexOptions.NonBacktracking)]
    private static partial Regex TypeHeader();

    [GeneratedRegex("(?:Helper|Helpers|Util|Utils|Utility|Manager|Common)$", RegexOptions.NonBacktracking)]
    private static partial Regex Vague();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException|Assert\.True\(true\)", RegexOptions.NonBacktracking)]
    private static partial Regex Leftover();
}
