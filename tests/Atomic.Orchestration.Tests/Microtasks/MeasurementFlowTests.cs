using Atomic.Core.Contexts;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Microtasks;

/// <summary>A settlement teaches how long answers to its input were, once, and keeps no text for it.</summary>
public sealed class MeasurementFlowTests
{
    [Fact]
    public async Task Run_Settled_TeachesItsLengthWithHashesInPlaceOfTheText()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a") { OnExecute = static (_, _) => Task.FromResult(ScriptedBidder.Answer("yes") with { OutputTokens = 40 }) }]);
        var view = await house.RunAsync(Samples.Submission());
        await house.SettledRecordAsync(view.Id);

        var example = house.Ports.Measured.ShouldHaveSingleItem();
        (example.LearningId, example.Text, example.Label, example.Outcomes.Count).ShouldBe((IdempotencyKeys.OfSettlement(view.Id), "", null, 0));
        var measure = example.Measured!.Measures.ShouldHaveSingleItem();
        (measure.BidderId, measure.OutputTokens, measure.IsAtLeast).ShouldBe(("a", 40, false));
        ContextFeaturesText.Read(example.Measured.Features).ShouldNotBeNull();
    }
}
