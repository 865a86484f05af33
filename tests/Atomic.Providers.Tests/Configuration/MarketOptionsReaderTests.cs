using Atomic.Core.Errors;
using Atomic.Providers.Configuration;
using Microsoft.Extensions.Configuration;

namespace Atomic.Providers.Tests.Configuration;

public sealed class MarketOptionsReaderTests
{
    private const string Secret = "sk-secret-987";

    private static readonly Dictionary<string, string?> Valid = new()
    {
        ["Atomic:Market:Telemetry"] = "true",
        ["Atomic:Market:Endpoints:gpu:BaseUrl"] = "http://gpu-1:8000/v1",
        ["Atomic:Market:Endpoints:gpu:ApiKeyEnvironmentVariable"] = "GPU_KEY",
        ["Atomic:Market:Endpoints:gpu:Tags:0"] = "on-premises",
        ["Atomic:Market:Endpoints:cloud:Kind"] = "azure-open-ai",
        ["Atomic:Market:Endpoints:cloud:BaseUrl"] = "https://contoso.openai.azure.com",
        ["Atomic:Market:Endpoints:cloud:UseDefaultAzureCredential"] = "true",
        ["Atomic:Market:Bidders:0:Id"] = "gpu/small",
        ["Atomic:Market:Bidders:0:Endpoint"] = "gpu",
        ["Atomic:Market:Bidders:0:Model"] = "small-7b",
        ["Atomic:Market:Bidders:0:Kinds:0"] = "email-routing",
        ["Atomic:Market:Bidders:0:Price:InputUsdPerMTok"] = "0.15",
        ["Atomic:Market:Bidders:0:Price:OutputUsdPerMTok"] = "0.6",
        ["Atomic:Market:Bidders:0:Prior:Quality"] = "0.9",
        ["Atomic:Market:Bidders:0:StructuredOutput"] = "prompt",
        ["Atomic:Market:Specialists:Enabled"] = "true",
    };

    [Fact]
    public void Read_Valid_BindsEverything()
    {
        var options = Read(new Dictionary<string, string?>(Valid));

        options.Telemetry.ShouldBe(true);
        options.Endpoints.Keys.Order(StringComparer.Ordinal).ShouldBe(["cloud", "gpu"]);
        options.Endpoints["gpu"].Tags.ShouldBe(["on-premises"]);
        options.Endpoints["cloud"].UseDefaultAzureCredential.ShouldBeTrue();
        var bidder = options.Bidders.ShouldHaveSingleItem();
        (bidder.Id, bidder.Endpoint, bidder.Model, bidder.StructuredOutput).ShouldBe(("gpu/small", "gpu", "small-7b", "prompt"));
        (bidder.Price.InputUsdPerMTok, bidder.Price.OutputUsdPerMTok, bidder.Price.RequestUsd).ShouldBe((0.15, 0.6, 0));
        (bidder.Prior.Quality, bidder.Prior.LatencySeconds, bidder.Prior.Weight).ShouldBe((0.9, 1, 4));
        bidder.Kinds.ShouldBe(["email-routing"]);
    }

    [Theory]
    [InlineData("Endpoints:gpu:Kind", "openai", "Atomic:Market:Endpoints:gpu:Kind 'openai' is not known; use open-ai-compatible or azure-open-ai.")]
    [InlineData("Endpoints:gpu:Kind", "specialist", "Atomic:Market:Endpoints:gpu:Kind 'specialist' is not known; use open-ai-compatible or azure-open-ai.")]
    [InlineData("Endpoints:gpu:Kind", "1", "Atomic:Market:Endpoints:gpu:Kind '1' is not known; use open-ai-compatible or azure-open-ai.")]
    [InlineData("Endpoints:gpu:BaseUrl", "", "Atomic:Market:Endpoints:gpu:BaseUrl must be an absolute http or https URL, for instance http://localhost:8000/v1.")]
    [InlineData("Endpoints:gpu:BaseUrl", "file:///etc/passwd", "Atomic:Market:Endpoints:gpu:BaseUrl must be an absolute http or https URL, for instance http://localhost:8000/v1.")]
    [InlineData("Endpoints:gpu:BaseUrl", "https://me:" + Secret + "@gpu/v1", "Atomic:Market:Endpoints:gpu:BaseUrl must have no user, query or fragment; put a key into ApiKeyEnvironmentVariable.")]
    [InlineData("Endpoints:gpu:ApiKey", Secret, "Atomic:Market:Endpoints:gpu has more than one of ApiKey, ApiKeyEnvironmentVariable and UseDefaultAzureCredential; keep one.")]
    [InlineData("Endpoints:gpu:ApiKeyEnvironmentVariable", "UNSET", "Atomic:Market:Endpoints:gpu:ApiKeyEnvironmentVariable names UNSET, which is not set or has no usable key; set that environment variable.")]
    [InlineData("Endpoints:gpu:ApiKeyEnvironmentVariable", "BROKEN_KEY", "Atomic:Market:Endpoints:gpu:ApiKeyEnvironmentVariable names BROKEN_KEY, which is not set or has no usable key; set that environment variable.")]
    [InlineData("Endpoints:gpu:TimeoutSeconds", "0", "Atomic:Market:Endpoints:gpu:TimeoutSeconds is 0; set it to 0.1 to 3600.")]
    [InlineData("Endpoints:gpu:TimeoutSeconds", "NaN", "Atomic:Market:Endpoints:gpu:TimeoutSeconds is NaN; set it to 0.1 to 3600.")]
    [InlineData("Endpoints:gpu:MaxConcurrency", "0", "Atomic:Market:Endpoints:gpu:MaxConcurrency is 0; set it to 1 to 10000.")]
    [InlineData("Endpoints:gpu:MaxRetries", "3", "Atomic:Market:Endpoints:gpu:MaxRetries is 3; set it to 0 to 2.")]
    [InlineData("Endpoints:gpu:MaxRetries", "many", "Atomic:Market:Endpoints:gpu:MaxRetries has a value of the wrong type; correct it.")]
    [InlineData("Bidders:0:Price:InputUsd", "1", "Atomic:Market:Bidders:0:Price:InputUsd is not an option: use one of InputUsdPerMTok, OutputUsdPerMTok, RequestUsd.")]
    [InlineData("Endpoints:gpu:ApiVersion", "2024-10-21", "Atomic:Market:Endpoints:gpu:ApiVersion is for azure-open-ai only; remove it.")]
    [InlineData("Endpoints:gpu:OutputLimitField", "max", "Atomic:Market:Endpoints:gpu:OutputLimitField 'max' is not known; use max_tokens or max_completion_tokens, or leave it out.")]
    [InlineData("Endpoints:cloud:BaseUrl", "http://contoso.openai.azure.com", "Atomic:Market:Endpoints:cloud:BaseUrl must be https where UseDefaultAzureCredential is true: a token is never sent in the clear.")]
    [InlineData("Endpoints:cloud:UseDefaultAzureCredential", "false", "Atomic:Market:Endpoints:cloud has no credential; set UseDefaultAzureCredential to true, or ApiKeyEnvironmentVariable.")]
    [InlineData("Endpoints:cloud:ApiVersion", "a b", "Atomic:Market:Endpoints:cloud:ApiVersion must be like 2024-10-21; correct it or leave it out.")]
    [InlineData("Bidders:0:Id", "", "Atomic:Market:Bidders:0:Id must have 1 to 64 characters of a-z A-Z 0-9 - _ . : /.")]
    [InlineData("Bidders:0:Endpoint", "gpu2", "Atomic:Market:Bidders:0:Endpoint 'gpu2' is none of Atomic:Market:Endpoints; name one of: cloud, gpu.")]
    [InlineData("Bidders:0:Model", "", "Atomic:Market:Bidders:0:Model must name the model (on Azure: the deployment) with 1 to 256 characters.")]
    [InlineData("Bidders:0:Kinds:0", "Email", "Atomic:Market:Bidders:0:Kinds must each have 1 to 64 characters of a-z 0-9 - _ . ; correct them.")]
    [InlineData("Bidders:0:Price:InputUsdPerMTok", null, "Atomic:Market:Bidders:0:Price:InputUsdPerMTok is missing; set the price in USD per million tokens, 0 where it costs nothing.")]
    [InlineData("Bidders:0:Price:OutputUsdPerMTok", "-1", "Atomic:Market:Bidders:0:Price:OutputUsdPerMTok is -1; set it to 0 to 100000.")]
    [InlineData("Bidders:0:Prior:Quality", "1.1", "Atomic:Market:Bidders:0:Prior:Quality is 1.1; set it to 0 to 1.")]
    [InlineData("Bidders:0:Prior:Weight", "0", "Atomic:Market:Bidders:0:Prior:Weight is 0; set it to 0.5 to 1000.")]
    [InlineData("Bidders:0:MaxInputTokens", "0", "Atomic:Market:Bidders:0:MaxInputTokens is 0; set it to 1 to 10000000.")]
    [InlineData("Bidders:0:Temperature", "2.5", "Atomic:Market:Bidders:0:Temperature is 2.5; set it to 0 to 2.")]
    [InlineData("Bidders:0:StructuredOutput", "json", "Atomic:Market:Bidders:0:StructuredOutput 'json' is not known; use strict, prompt or none.")]
    [InlineData("Bidders:0:Operation", "speech", "Atomic:Market:Bidders:0:Operation 'speech' is not known; use chat or embeddings.")]
    [InlineData("Bidders:0:MaxChoices", "0", "Atomic:Market:Bidders:0:MaxChoices is 0; set it to 1 to 128.")]
    [InlineData("Bidders:0:MaxConcurrency", "0", "Atomic:Market:Bidders:0:MaxConcurrency is 0; set it to 1 to 10000, or leave it out for no bound.")]
    [InlineData("Bidders:0:RequestsPerMinute", "-1", "Atomic:Market:Bidders:0:RequestsPerMinute is -1; set it to 1 to 10000000, or leave it out for no bound.")]
    [InlineData("Bidders:0:TokensPerMinute", "2000000001", "Atomic:Market:Bidders:0:TokensPerMinute is 2000000001; set it to 1 to 2000000000, or leave it out for no bound.")]
    [InlineData("Bidders:0:Vision", "maybe", "Atomic:Market:Bidders:0:Vision has a value of the wrong type; correct it.")]
    [InlineData("Endpoints:gpu:StreamIdleSeconds", "0", "Atomic:Market:Endpoints:gpu:StreamIdleSeconds is 0; set it to 0.1 to 3600.")]
    [InlineData("Endpoints:gpu:MaxConcurrencyPerModel", "0", "Atomic:Market:Endpoints:gpu:MaxConcurrencyPerModel is 0; set it to 1 to 10000, or leave it out for no bound.")]
    [InlineData("Endpoints:gpu:RequestsPerMinutePerModel", "0", "Atomic:Market:Endpoints:gpu:RequestsPerMinutePerModel is 0; set it to 1 to 10000000, or leave it out for no bound.")]
    [InlineData("Endpoints:gpu:TokensPerMinutePerModel", "0", "Atomic:Market:Endpoints:gpu:TokensPerMinutePerModel is 0; set it to 1 to 2000000000, or leave it out for no bound.")]
    [InlineData("Telemetry", "perhaps", "Atomic:Market:Telemetry must be true or false.")]
    [InlineData("Models:0", "x", "Atomic:Market:Models is not an option: use one of Endpoints, Bidders, Variants, Embeddings, Telemetry, Specialists.")]
    public void Read_OneThingWrong_NamesItsPathAndWhatToDo(string path, string? value, string problem)
    {
        var settings = new Dictionary<string, string?>(Valid) { ["Atomic:Market:" + path] = value };

        var exception = Should.Throw<AtomicException>(() => Read(settings));

        exception.Code.ShouldBe(ErrorCodes.InvalidMarket);
        exception.Message.ShouldBe(problem);
        exception.ToString().ShouldNotContain(Secret);
    }

    [Fact]
    public void Read_EmbeddingBidder_NeedsNoOutputPriceAndHasNoPrompt()
    {
        var settings = new Dictionary<string, string?>(Valid) { ["Atomic:Market:Bidders:0:Operation"] = "embeddings", ["Atomic:Market:Bidders:0:Price:OutputUsdPerMTok"] = null };
        Read(settings).Bidders[0].Operation.ShouldBe("embeddings");

        settings["Atomic:Market:Bidders:0:Instructions"] = "Be terse.";
        Should.Throw<AtomicException>(() => Read(settings)).Message
            .ShouldBe("Atomic:Market:Bidders:0:Instructions are for chat only; remove them, or set Operation to chat.");
    }

    [Fact]
    public void Read_ManyThingsWrong_TellsAllAtOnce()
    {
        var settings = new Dictionary<string, string?>(Valid)
        {
            ["Atomic:Market:Endpoints:gpu:MaxRetries"] = "many",
            ["Atomic:Market:Endpoints:cloud:TimeoutSeconds"] = "-1",
            ["Atomic:Market:Bidders:0:Temperature"] = "9",
            ["Atomic:Market:Bidders:1:Id"] = "gpu/small",
        };

        var message = Should.Throw<AtomicException>(() => Read(settings)).Message;

        foreach (var part in new[] { "MaxRetries", "cloud:TimeoutSeconds", "Bidders:0:Temperature", "Bidders:1:Id 'gpu/small' is used twice", "Bidders:1:Endpoint", "Bidders:1:Model", "Bidders:1:Price:InputUsdPerMTok" })
            message.ShouldContain(part);
    }

    [Fact]
    public void Read_UnknownOption_ListsTheKnownOnes() =>
        Should.Throw<AtomicException>(() => Read(new Dictionary<string, string?>(Valid) { ["Atomic:Market:Endpoints:gpu:Hedging"] = "yes" }))
            .Message.ShouldStartWith("Atomic:Market:Endpoints:gpu:Hedging is not an option: use one of Kind, BaseUrl, ApiKey,");

    [Fact]
    public void Read_KeyUnderAnUnknownName_DoesNotTellIt() =>
        Should.Throw<AtomicException>(() => Read(new Dictionary<string, string?>(Valid) { ["Atomic:Market:Endpoints:gpu:Apikeyy"] = Secret })).ToString().ShouldNotContain(Secret);

    [Fact]
    public void Read_KeyWhereANumberBelongs_DoesNotTellIt() =>
        Should.Throw<AtomicException>(() => Read(new Dictionary<string, string?>(Valid) { ["Atomic:Market:Endpoints:gpu:MaxRetries"] = Secret })).ToString().ShouldNotContain(Secret);

    private static MarketOptions Read(Dictionary<string, string?> settings) =>
        MarketOptionsReader.Read(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
            static variable => variable switch { "GPU_KEY" => Secret, "BROKEN_KEY" => "two words", _ => null });
}
