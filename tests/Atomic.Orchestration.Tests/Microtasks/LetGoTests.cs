using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Plans;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Tests.Doubles;
using Moq;

namespace Atomic.Orchestration.Tests.Microtasks;

/// <summary>Whoever's answer can count for nothing any more is let go, so that no restart asks for it again.</summary>
public sealed class LetGoTests
{
    private readonly Mock<IOrchestrationContext> _context = new();
    private readonly TaskCompletionSource<CancelRequest> _cancelled = new();
    private readonly Dictionary<string, TaskCompletionSource<Attempt>> _asked = [];

    public LetGoTests()
    {
        _context.SetupGet(static context => context.UtcNow).Returns(Samples.Now);
        _context.Setup(static context => context.WaitForExternalEventAsync(CancelRequest.EventName, OrchestrationJson.Default.CancelRequest)).Returns(_cancelled.Task);
        _context.Setup(static context => context.CallActivityAsync(MicrotaskActivities.Attempt, It.IsAny<AttemptOrder>(), null))
            .Returns((ActivityDefinition<AttemptOrder, Attempt> _, AttemptOrder order, ActivityRetry? _) => (_asked[order.BidderId] = new TaskCompletionSource<Attempt>()).Task);
    }

    [Fact]
    public async Task Run_DecidedBeforeAllHaveAnswered_LetsTheOthersGo()
    {
        var running = RunAsync();
        Answer("a", step: 0);
        Answer("b", step: 1);

        (await running).Answer.ShouldNotBeNull();

        _context.Verify(context => context.LetGo(It.IsAny<Task>()), Times.Once);
        _context.Verify(context => context.LetGo(_asked["c"].Task), Times.Once);
    }

    [Fact]
    public async Task Run_Cancelled_LetsAllGo()
    {
        var running = RunAsync();
        _cancelled.SetResult(new CancelRequest("Enough."));

        (await running).CancelledBecause.ShouldBe("Enough.");

        foreach (var asked in _asked.Values)
            _context.Verify(context => context.LetGo(asked.Task), Times.Once);
    }

    private Task<PlanExecution> RunAsync()
    {
        var book = new BidBook { Bids = [Samples.Bid("a"), Samples.Bid("b"), Samples.Bid("c")], NoBids = [], MarketVersion = "market-1", TrackRecordVersion = 0 };
        var microtask = Samples.Accepted(null, "a", "b", "c");
        var award = Auction.Clear(new AuctionRequest { MicrotaskId = microtask.Id, Policy = microtask.Policy, Book = book }) with
        {
            Plan = new VotePlan([new Voter("a", 1), new Voter("b", 1), new Voter("c", 1)], []),
        };
        return PlanExecution.RunAsync(_context.Object, microtask, book, award);
    }

    private void Answer(string bidder, int step) => _asked[bidder].SetResult(new Attempt
    {
        Step = step,
        BidderId = bidder,
        Model = $"model-{bidder}",
        IdempotencyKey = $"mt:{step}",
        Outcome = AttemptOutcome.Succeeded,
        Output = Samples.Text("x"),
        OutputHash = "same",
        CostUsd = 0.001,
        LatencySeconds = 0.5,
    });
}
