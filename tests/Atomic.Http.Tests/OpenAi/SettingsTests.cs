using Atomic.Core.Policies;

namespace Atomic.Http.Tests.OpenAi;

/// <summary>What callers ask of the house beside the request: model names, headers, metadata.</summary>
public sealed class SettingsTests : OpenAiTest
{
    [Theory]
    [InlineData("atomic", "balanced", "chat", "")]
    [InlineData("atomic/economy", "economy", "chat", "")]
    [InlineData("atomic/email-routing", "balanced", "email-routing", "")]
    [InlineData("atomic/summaries", "balanced", "summaries", "")]
    [InlineData("gpt-eu", "balanced", "chat", "gpt-eu,gpt-us")]
    [InlineData("gpt", "balanced", "chat", "gpt-eu,gpt-us")]
    public async Task Model_EveryName_MeansPresetKindOrDeployments(string model, string preset, string kind, string allowed)
    {
        using var response = await PostAsync(Chat, With("\"n\":1", model));

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
        Submitted.Policy.Preset.ShouldBe(preset);
        Submitted.Kind.ShouldBe(kind);
        string.Join(',', Submitted.Policy.Allow).ShouldBe(allowed);
    }

    [Fact]
    public async Task Headers_OfThePolicy_AreThoseOfThePolicyReader()
    {
        using var response = await PostAsync(
            Chat,
            With("\"n\":1", "gpt-eu"),
            ("x-atomic-policy", "economy"),
            ("x-atomic-max-cost-usd", "0.05"),
            ("X-Atomic-Deadline-Seconds", "7"),
            ("x-atomic-min-quality", "0.8"),
            ("x-atomic-regions", "eu, us"),
            ("x-atomic-allow", "gpt-us,router"),
            ("x-atomic-explore", "false"),
            ("x-atomic-max-attempts", "2"),
            ("x-atomic-demonstrations", "false"),
            ("x-atomic-kind", "summaries"),
            ("x-atomic-batch", "nightly"),
            ("x-atomic-tags", "team=billing, ticket=17"));

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
        Submitted.Policy.Preset.ShouldBe("economy");
        Submitted.Policy.MaxCostUsd.ShouldBe(0.05);
        Submitted.Policy.DeadlineSeconds.ShouldBe(7);
        Submitted.Policy.MinQuality.ShouldBe(0.8);
        Submitted.Policy.Regions.ShouldBe(["eu", "us"]);
        Submitted.Policy.Allow.ShouldBe(["gpt-us"]);
        Submitted.Policy.Explore.ShouldBeFalse();
        Submitted.Policy.MaxAttempts.ShouldBe(2);
        Submitted.Policy.Demonstrations.ShouldBe(false);
        Submitted.Kind.ShouldBe("summaries");
        Submitted.Batch.ShouldBe("nightly");
        Submitted.Tags.ShouldBe(new Dictionary<string, string> { ["team"] = "billing", ["ticket"] = "17" });
    }

    [Fact]
    public async Task Header_PolicyAsJson_IsThePolicy()
    {
        using var response = await PostAsync(Chat, Hello, ("x-atomic-policy", """{"objective":"best","maxCostUsd":0.5,"denied":null}""".Replace(",\"denied\":null", "")), ("x-atomic-max-cost-usd", "0.25"));

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
        Submitted.Policy.Objective.ShouldBe(Objective.Best);
        Submitted.Policy.MaxCostUsd.ShouldBe(0.25);
    }

    [Fact]
    public async Task Metadata_SettingsAndTags_AreTakenApartAndHeadersCountFirst()
    {
        using var response = await PostAsync(
            Chat,
            With("""
                "metadata":{"atomic_max_cost_usd":"0.5","atomic_min_quality":"0.7","atomic_kind":"summaries","ticket":"17"}
                """),
            ("x-atomic-max-cost-usd", "0.25"));

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
        Submitted.Policy.MaxCostUsd.ShouldBe(0.25);
        Submitted.Policy.MinQuality.ShouldBe(0.7);
        Submitted.Kind.ShouldBe("summaries");
        Submitted.Tags.ShouldBe(new Dictionary<string, string> { ["ticket"] = "17" });
    }

    [Theory]
    [InlineData("x-atomic-max-cost-usd", "cheap", "x-atomic-max-cost-usd must be a number, but it is a string.")]
    [InlineData("x-atomic-max-cost-usd", "-1", "x-atomic-max-cost-usd must be from 0 to 1000000.")]
    [InlineData("x-atomic-max-cost-usd", "NaN", "x-atomic-max-cost-usd must be a number, but it is a string.")]
    [InlineData("x-atomic-max-cost", "1", "\"x-atomic-max-cost\" is not known here; did you mean \"max-cost-usd\"?")]
    [InlineData("x-atomic-policy", "economi", "x-atomic-policy: \"economi\" is not the name of a preset; did you mean \"economy\"?")]
    [InlineData("x-atomic-policy", """{"maxCost":1}""", "\"maxCost\" is not a field of x-atomic-policy; did you mean \"maxCostUsd\"?")]
    [InlineData("x-atomic-policy", "{", "x-atomic-policy is neither the name of a preset nor a JSON object.")]
    [InlineData("x-atomic-explore", "perhaps", "x-atomic-explore must be true or false, but it is a string.")]
    [InlineData("x-atomic-kind", "No Kind", "x-atomic-kind must match")]
    [InlineData("x-atomic-batch", "a/b", "x-atomic-batch must match")]
    [InlineData("x-atomic-tags", "billing", "x-atomic-tags must be like team=billing, ticket=17")]
    public async Task Header_ThatCannotBeTaken_IsNamed(string name, string value, string message)
    {
        using var response = await PostAsync(Chat, Hello, (name, value));

        (await ErrorAsync(response, 400, "invalid_header")).GetProperty("message").GetString()!.ShouldStartWith(message);
        Service.Submissions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Metadata_SettingThatCannotBeTaken_IsNamed()
    {
        using var response = await PostAsync(Chat, With("""
            "metadata":{"atomic_max_cost_usd":"much"}
            """));

        (await ErrorAsync(response, 400, "invalid_header")).GetProperty("message").GetString().ShouldBe("metadata.atomic_max_cost_usd must be a number, but it is a string.");
    }

    [Theory]
    [InlineData("atomic", "x-atomic-objective", "cheapest", "impossible_policy")]
    [InlineData("gpt-eu", "x-atomic-allow", "router", "impossible_policy")]
    [InlineData("atomic/email-routing", "x-atomic-kind", "summaries", "invalid_header")]
    public async Task Settings_ThatContradict_AreRefused(string model, string header, string value, string code)
    {
        using var response = await PostAsync(Chat, With("\"n\":1", model), (header, value));

        await ErrorAsync(response, 400, code);
    }
}
