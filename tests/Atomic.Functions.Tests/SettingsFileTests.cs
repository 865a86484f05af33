using System.Text.Json;

namespace Atomic.Functions.Tests;

/// <summary>The files at the root that the Functions host reads.</summary>
public sealed class SettingsFileTests
{
    private static readonly JsonElement Host = Read("host.json");

    [Fact]
    public void HostJson_IsWhatTheAppReliesOn()
    {
        Host.GetProperty("version").GetString().ShouldBe("2.0");
        Host.TryGetProperty("extensionBundle", out _).ShouldBeFalse("an isolated worker brings its own extensions");
        Host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString().ShouldBe("", "both hosts serve the same paths");
    }

    [Fact]
    public void HostJson_DurableTask_GoesOnAMinuteAfterACrashAndTracesNoPayload()
    {
        var durable = Host.GetProperty("extensions").GetProperty("durableTask");
        var storage = durable.GetProperty("storageProvider");

        // One minute is the least that the extension accepts.
        TimeSpan.Parse(storage.GetProperty("controlQueueVisibilityTimeout").GetString()!).ShouldBe(TimeSpan.FromMinutes(1));
        TimeSpan.Parse(storage.GetProperty("workItemQueueVisibilityTimeout").GetString()!).ShouldBe(TimeSpan.FromMinutes(1));
        TimeSpan.Parse(storage.GetProperty("maxQueuePollingInterval").GetString()!).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
        durable.GetProperty("hubName").GetString().ShouldBe("Atomic");
        durable.GetProperty("tracing").GetProperty("traceInputsAndOutputs").GetBoolean().ShouldBeFalse();
        durable.GetProperty("tracing").GetProperty("version").GetString().ShouldBe("V2");
    }

    [Fact]
    public void HostJson_Queues_TryFiveTimes() =>
        Host.GetProperty("extensions").GetProperty("queues").GetProperty("maxDequeueCount").GetInt32().ShouldBe(5);

    [Fact]
    public void Sample_EverySetting_IsDocumented()
    {
        var documentation = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "functions.md"));

        Read("local.settings.sample.json").GetProperty("Values").EnumerateObject()
            .Select(static setting => setting.Name)
            .Where(name => !documentation.Contains($"`{name}`", StringComparison.Ordinal))
            .ShouldBeEmpty("JSON has no comments: docs/functions.md says what each is for");
    }

    private static JsonElement Read(string name) => JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, name)));
}
