using Atomic.Providers.Configuration;

namespace Atomic.Providers.Tests.Configuration;

public sealed class EnvironmentEndpointsTests
{
    [Fact]
    public void AddTo_NothingSet_AddsNothing()
    {
        var (options, problems) = Add();

        options.Endpoints.ShouldBeEmpty();
        options.Bidders.ShouldBeEmpty();
        problems.ShouldBeEmpty();
    }

    [Fact]
    public void AddTo_OwnServerWithoutKey_IsFreeAndValid()
    {
        var (options, problems) = Add(("OPENAI_BASE_URL", "http://localhost:11434/v1"), ("ATOMIC_MODELS", "llama3:8b, qwen2:7b ,"));

        problems.ShouldBeEmpty();
        options.Endpoints["openai"].BaseUrl.ShouldBe("http://localhost:11434/v1");
        options.Bidders.Select(static bidder => (bidder.Id, bidder.Model, bidder.Price.InputUsdPerMTok))
            .ShouldBe([("openai/llama3:8b", "llama3:8b", 0.0), ("openai/qwen2:7b", "qwen2:7b", 0.0)]);
    }

    [Fact]
    public void AddTo_AzureWithKey_ReadsTheKeyFromItsVariable()
    {
        var (options, problems) = Add(
            ("AZURE_OPENAI_ENDPOINT", "https://contoso.openai.azure.com"), ("AZURE_OPENAI_API_KEY", "secret"), ("AZURE_OPENAI_DEPLOYMENT", "mini"),
            ("ATOMIC_INPUT_USD_PER_MTOK", "0.15"), ("ATOMIC_OUTPUT_USD_PER_MTOK", "0.6"));

        problems.ShouldBeEmpty();
        var endpoint = options.Endpoints["azure"];
        (endpoint.Kind, endpoint.ApiKey, endpoint.ApiKeyEnvironmentVariable, endpoint.UseDefaultAzureCredential)
            .ShouldBe(("azure-open-ai", null, "AZURE_OPENAI_API_KEY", false));
        options.Bidders.ShouldHaveSingleItem().Price.OutputUsdPerMTok.ShouldBe(0.6);
    }

    [Fact]
    public void AddTo_AzureWithoutKey_UsesTheDefaultCredential()
    {
        var (options, _) = Add(
            ("AZURE_OPENAI_ENDPOINT", "https://contoso.openai.azure.com"), ("AZURE_OPENAI_DEPLOYMENT", "mini"),
            ("ATOMIC_INPUT_USD_PER_MTOK", "0"), ("ATOMIC_OUTPUT_USD_PER_MTOK", "0"));

        options.Endpoints["azure"].UseDefaultAzureCredential.ShouldBeTrue();
    }

    [Fact]
    public void AddTo_WhatMayCostMoneyWithoutPrices_IsAProblem()
    {
        var (_, problems) = Add(("OPENAI_BASE_URL", "https://api.openai.com/v1"), ("OPENAI_API_KEY", "secret"), ("ATOMIC_MODELS", "gpt"));

        problems.Count.ShouldBe(2);
        problems[0].ShouldStartWith("ATOMIC_INPUT_USD_PER_MTOK must be the price of the models of endpoint 'openai'");
    }

    [Fact]
    public void AddTo_NoModels_IsAProblem()
    {
        var (_, problems) = Add(("OPENAI_BASE_URL", "http://localhost:8000/v1"));

        problems.ShouldBe(["ATOMIC_MODELS is not set; list the models of endpoint 'openai' in it, separated by commas."]);
    }

    [Fact]
    public void AddTo_ConfiguredUnderTheSameName_LeavesTheFilesAlone()
    {
        var options = new MarketOptions();
        options.Endpoints["openai"] = new EndpointOptions { BaseUrl = "http://configured/v1" };

        EnvironmentEndpoints.AddTo(options, static variable => variable == "OPENAI_BASE_URL" ? "http://other/v1" : null).ShouldBeEmpty();

        options.Endpoints["openai"].BaseUrl.ShouldBe("http://configured/v1");
        options.Bidders.ShouldBeEmpty();
    }

    private static (MarketOptions Options, IReadOnlyList<string> Problems) Add(params (string Name, string Value)[] variables)
    {
        var options = new MarketOptions();
        var environment = variables.ToDictionary(static variable => variable.Name, static variable => variable.Value);
        var problems = EnvironmentEndpoints.AddTo(options, environment.GetValueOrDefault).ToList();
        problems.AddRange(MarketOptionsCheck.Problems(options, environment.GetValueOrDefault));
        return (options, problems);
    }
}
