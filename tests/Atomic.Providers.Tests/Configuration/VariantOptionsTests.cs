using Atomic.Core.Errors;
using Atomic.Providers.Configuration;
using Microsoft.Extensions.Configuration;

namespace Atomic.Providers.Tests.Configuration;

/// <summary>Which prompt variants are taken, which bidders they make, and what is said of those that are wrong.</summary>
public sealed class VariantOptionsTests
{
    private static readonly Dictionary<string, string?> Valid = new()
    {
        ["Atomic:Market:Endpoints:gpu:BaseUrl"] = "http://gpu-1:8000/v1",
        ["Atomic:Market:Bidders:0:Id"] = "gpu/small",
        ["Atomic:Market:Bidders:0:Endpoint"] = "gpu",
        ["Atomic:Market:Bidders:0:Model"] = "small-7b",
        ["Atomic:Market:Bidders:0:Price:InputUsdPerMTok"] = "0.15",
        ["Atomic:Market:Bidders:0:Price:OutputUsdPerMTok"] = "0.6",
        ["Atomic:Market:Bidders:1:Id"] = "router",
        ["Atomic:Market:Bidders:1:Endpoint"] = "gpu",
        ["Atomic:Market:Bidders:1:Model"] = "router-1b",
        ["Atomic:Market:Bidders:1:Kinds:0"] = "email-routing",
        ["Atomic:Market:Bidders:1:Price:InputUsdPerMTok"] = "0",
        ["Atomic:Market:Bidders:1:Price:OutputUsdPerMTok"] = "0",
        ["Atomic:Market:Bidders:2:Id"] = "vectors",
        ["Atomic:Market:Bidders:2:Endpoint"] = "gpu",
        ["Atomic:Market:Bidders:2:Model"] = "embed",
        ["Atomic:Market:Bidders:2:Operation"] = "embeddings",
        ["Atomic:Market:Bidders:2:Price:InputUsdPerMTok"] = "0",
        ["Atomic:Market:Variants:0:Name"] = "stepwise",
        ["Atomic:Market:Variants:0:Kinds:0"] = "email-routing",
        ["Atomic:Market:Variants:0:Kinds:1"] = "labels",
        ["Atomic:Market:Variants:0:Instructions"] = "Think step by step. {instructions}",
        ["Atomic:Market:Variants:1:Name"] = "terse",
        ["Atomic:Market:Variants:1:Bidders:0"] = "gpu/small",
        ["Atomic:Market:Variants:1:Instructions"] = "Answer with one word.",
    };

    [Fact]
    public void Of_ValidVariants_MakesABidderForEachThatTheyAreFor()
    {
        var bidders = VariantBidders.Of(Read(Valid)).ToList();

        bidders.Select(static bidder => bidder.Id).ShouldBe(["gpu/small", "gpu/small:stepwise", "gpu/small:terse", "router", "router:stepwise", "vectors"]);
        bidders[1].Kinds.ShouldBe(["email-routing", "labels"]);
        bidders[1].Instructions.ShouldBe("Think step by step. {instructions}");
        bidders[2].Kinds.ShouldBeEmpty();
        bidders[4].Kinds.ShouldBe(["email-routing"], "a bidder does no more kinds with a variant than without");
        (bidders[1].Model, bidders[1].Price.InputUsdPerMTok, bidders[1].VariantOf).ShouldBe(("small-7b", 0.15, "gpu/small"));
        bidders[0].Instructions.ShouldBeNull();
    }

    [Theory]
    [InlineData("Variants:0:Name", null, "Atomic:Market:Variants:0:Name must have 1 to 32 characters of a-z 0-9 - _ . ; it is a part of ids.")]
    [InlineData("Variants:0:Name", "Step by step", "Atomic:Market:Variants:0:Name must have 1 to 32 characters of a-z 0-9 - _ . ; it is a part of ids.")]
    [InlineData("Variants:0:Name", "a:b", "Atomic:Market:Variants:0:Name must have 1 to 32 characters of a-z 0-9 - _ . ; it is a part of ids.")]
    [InlineData("Variants:0:Instructions", null, "Atomic:Market:Variants:0:Instructions is missing; write the prompt, with {instructions} where the microtask's own shall stand, or give it Demonstrations.")]
    [InlineData("Variants:0:Instructions", "", "Atomic:Market:Variants:0:Instructions is missing; write the prompt, with {instructions} where the microtask's own shall stand, or give it Demonstrations.")]
    [InlineData("Variants:0:Kinds:0", "E Mail", "Atomic:Market:Variants:0:Kinds must each have 1 to 64 characters of a-z 0-9 - _ . ; correct them.")]
    [InlineData("Variants:0:Prompt", "x", "Atomic:Market:Variants:0:Prompt is not an option: use one of Name, Bidders, Kinds, Instructions, Demonstrations.")]
    [InlineData("Variants:0:Demonstrations:Count", "0", "Atomic:Market:Variants:0:Demonstrations:Count is 0; set it to 1 to 16.")]
    [InlineData("Variants:0:Demonstrations:MaxTokens", "15", "Atomic:Market:Variants:0:Demonstrations:MaxTokens is 15; set it to 16 to 100000.")]
    [InlineData("Variants:0:Demonstrations:Top", "4", "Atomic:Market:Variants:0:Demonstrations:Top is not an option: use one of Count, MaxTokens.")]
    [InlineData("Variants:0:Demonstrations:Count", "four", "Atomic:Market:Variants:0:Demonstrations:Count has a value of the wrong type; correct it.")]
    [InlineData("Variants:1:Name", "stepwise", "Atomic:Market:Variants: 'gpu/small:stepwise' is the id of two bidders; give the variant 'stepwise' another name.")]
    [InlineData("Variants:1:Bidders:0", "large", "Atomic:Market:Variants:1:Bidders names 'large', which is none of Atomic:Market:Bidders; name one of: gpu/small, router, vectors.")]
    [InlineData("Variants:1:Bidders:0", "vectors", "Atomic:Market:Variants:1:Bidders names 'vectors', which makes embeddings and has no prompt; remove it.")]
    [InlineData("Bidders:1:Id", "gpu/small:terse", "Atomic:Market:Variants: 'gpu/small:terse' is the id of two bidders; give the variant 'terse' another name.")]
    [InlineData("Bidders:1:Id", "a-very-long-id-of-a-bidder-that-is-fifty-eight-letters-lo", "Atomic:Market:Variants: the id 'a-very-long-id-of-a-bidder-that-is-fifty-eight-letters-lo:stepwise' is longer than 64 characters; shorten the variant's name or the bidder's id.")]
    public void Read_OneThingWrong_NamesItsPathAndWhatToDo(string path, string? value, string problem) =>
        Should.Throw<AtomicException>(() => Read(new Dictionary<string, string?>(Valid) { ["Atomic:Market:" + path] = value })).Message.ShouldBe(problem);

    [Fact]
    public void Read_DemonstrationsAlone_KeepTheBiddersOwnPrompt()
    {
        var settings = new Dictionary<string, string?>(Valid) { ["Atomic:Market:Variants:1:Instructions"] = null, ["Atomic:Market:Variants:1:Demonstrations:Count"] = "2", ["Atomic:Market:Bidders:0:Instructions"] = "Sort." };

        var bidder = VariantBidders.Of(Read(settings)).Single(static bidder => bidder.Id == "gpu/small:terse");

        (bidder.Instructions, bidder.Variant!.Demonstrations!.Count, bidder.Variant.Demonstrations.MaxTokens).ShouldBe(("Sort.", 2, 2_000));
    }

    [Fact]
    public void Read_NamedBidderDoesNoneOfTheKinds_SaysSo() =>
        Should.Throw<AtomicException>(() => Read(new Dictionary<string, string?>(Valid) { ["Atomic:Market:Variants:1:Bidders:0"] = "router", ["Atomic:Market:Variants:1:Kinds:0"] = "labels" }))
            .Message.ShouldBe("Atomic:Market:Variants:1:Bidders names 'router', which does none of the variant's Kinds; correct one of them.");

    [Fact]
    public void Read_ForNobody_SaysSo()
    {
        var settings = Valid.Where(static pair => !pair.Key.Contains("Bidders:0")).ToDictionary();

        Should.Throw<AtomicException>(() => Read(new Dictionary<string, string?>(settings) { ["Atomic:Market:Variants:1:Kinds:0"] = "sql" }))
            .Message.ShouldBe("Atomic:Market:Variants:1 is for no bidder: none answers and does sql; correct Kinds, or name Bidders.");
    }

    [Fact]
    public void Read_MoreThanABidderMayHave_SaysHowMany()
    {
        var settings = new Dictionary<string, string?>(Valid);
        for (var index = 2; index < 10; index++)
            (settings[$"Atomic:Market:Variants:{index}:Name"], settings[$"Atomic:Market:Variants:{index}:Bidders:0"], settings[$"Atomic:Market:Variants:{index}:Instructions"]) = ($"v{index}", "gpu/small", "x");

        Should.Throw<AtomicException>(() => Read(settings)).Message
            .ShouldBe("Atomic:Market:Variants has 10 variants for bidder 'gpu/small', more than 8; remove those that earn the least.");
    }

    private static MarketOptions Read(Dictionary<string, string?> settings) =>
        MarketOptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), static _ => null);
}
