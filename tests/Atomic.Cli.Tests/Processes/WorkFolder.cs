using System.Text.Json;

namespace Atomic.Cli.Tests.Processes;

/// <summary>A temporary working directory with a tiny recording in it.</summary>
public sealed class WorkFolder : IDisposable
{
    public const int Tasks = 24;

    public WorkFolder()
    {
        Directory.CreateDirectory(Recording);
        File.WriteAllText(
            System.IO.Path.Combine(Recording, "market.json"),
            """{"name":"tiny","models":{"weak":{"inputUsdPerMTok":1,"outputUsdPerMTok":1},"strong":{"inputUsdPerMTok":10,"outputUsdPerMTok":10}}}""");
        File.WriteAllLines(System.IO.Path.Combine(Recording, "tasks.jsonl"), Enumerable.Range(0, Tasks).Select(TaskLine));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("atomic-cli-test-").FullName;

    public string Recording => System.IO.Path.Combine(Path, "recording");

    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    // The strong model is always right, the weak one every other time.
    private static string TaskLine(int i) => JsonSerializer.Serialize(new
    {
        id = $"t{i}",
        kind = "parity",
        input = $"Is the number {i} even?",
        label = i % 2 == 0 ? "even" : "odd",
        answers = new Dictionary<string, object>
        {
            ["weak"] = new { output = "even", correct = i % 2 == 0, inputTokens = 10, outputTokens = 1 },
            ["strong"] = new { output = i % 2 == 0 ? "even" : "odd", correct = true, inputTokens = 10, outputTokens = 1 },
        },
    });
}
