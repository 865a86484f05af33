using Atomic.Core.Decisions;
using Atomic.Core.Errors;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Service;

public sealed class MicrotaskServiceTests
{
    [Fact]
    public async Task Submit_EmptyMarket_IsAProblem()
    {
        await using var house = await House.OpenAsync([]);

        (await house.Service.SubmitAsync(Samples.Submission(), CancellationToken.None)).Problem!.Code.ShouldBe(ErrorCodes.EmptyMarket);
    }

    [Fact]
    public async Task Submit_KindThatNobodyDoes_NamesTheKindsThereAre()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder(Samples.Bidder("a", kinds: ["reviews"]))]);

        var problem = (await house.Service.SubmitAsync(Samples.Submission("email-routing"), CancellationToken.None)).Problem!;

        problem.Code.ShouldBe(ErrorCodes.UnknownKind);
        problem.Detail.ShouldContain("'reviews'");
    }

    [Fact]
    public async Task Submit_SameKeyAndRequest_IsTheSameMicrotask()
    {
        var bidder = new ScriptedBidder("a");
        await using var house = await House.OpenAsync([bidder]);

        var first = await house.RunAsync(Samples.Submission(key: "key-1"));
        var again = await house.Service.SubmitAsync(Samples.Submission(key: "key-1"), CancellationToken.None);
        var other = await house.Service.SubmitAsync(Samples.Submission(key: "key-1", input: "Something else"), CancellationToken.None);

        again.Value!.ShouldBe(new AcceptedReceipt(first.Id, Created: false));
        other.Problem!.Code.ShouldBe(ErrorCodes.IdempotencyKeyReused);
        bidder.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Submit_ManyAtOnceUnderOneKey_RunOnce()
    {
        var bidder = new ScriptedBidder("a");
        await using var house = await House.OpenAsync([bidder]);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(
            () => house.Service.SubmitAsync(Samples.Submission(key: "key-1"), CancellationToken.None).AsTask())));
        await house.Service.GetAsync(TenantName.Default, receipts[0].Value!.Id, TimeSpan.FromSeconds(30), CancellationToken.None);

        receipts.Select(static receipt => receipt.Value!.Id).Distinct().Count().ShouldBe(1);
        receipts.Count(static receipt => receipt.Value!.Created).ShouldBe(1);
        bidder.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Submit_LargePayload_TravelsByReferenceAndReachesTheModel()
    {
        var bidder = new ScriptedBidder("a");
        await using var house = await House.OpenAsync([bidder]);
        var text = new string('x', PayloadReference.MaxInlineBytes + 1);

        var view = await house.RunAsync(Samples.Submission(input: text));
        var record = await house.SettledRecordAsync(view.Id);

        bidder.Calls.Single().Payload.Input.GetString().ShouldBe(text);
        record.Microtask.Input.GetString().ShouldBe(text);
        house.Ports.DropPayloads();
        (await house.Service.GetRecordAsync(TenantName.Default, view.Id, CancellationToken.None)).ShouldNotBeNull("an explanation outlives its payload");
    }

    [Fact]
    public async Task Get_UnknownId_IsNull()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);

        (await house.Service.GetAsync(TenantName.Default, "mt-none", TimeSpan.FromSeconds(1), CancellationToken.None)).ShouldBeNull();
        (await house.Service.GetRecordAsync(TenantName.Default, "mt-none", CancellationToken.None)).ShouldBeNull();
        (await house.Service.CancelAsync(TenantName.Default, "mt-none", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Get_StillRunning_ShowsTheAwardSoFar()
    {
        var hold = new TaskCompletionSource<ModelReply>();
        var asked = new TaskCompletionSource();
        var slow = new ScriptedBidder("a")
        {
            OnExecute = (_, _) =>
            {
                asked.TrySetResult();
                return hold.Task;
            },
        };
        await using var house = await House.OpenAsync([slow]);
        var id = (await house.Service.SubmitAsync(Samples.Submission(), CancellationToken.None)).Value!.Id;
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(10));

        var view = await house.Service.GetAsync(TenantName.Default, id, TimeSpan.FromMilliseconds(1), CancellationToken.None);
        var record = await house.Service.GetRecordAsync(TenantName.Default, id, CancellationToken.None);
        hold.SetResult(ScriptedBidder.Answer("done"));

        view!.Status.ShouldBe(MicrotaskStatus.Running);
        view.Award!.Bidder.ShouldBe("a");
        record!.Started.Count.ShouldBe(1);
        record.Attempts.ShouldBeEmpty();
        (await house.Service.GetAsync(TenantName.Default, id, TimeSpan.FromSeconds(30), CancellationToken.None))!.Status.ShouldBe(MicrotaskStatus.Succeeded);
    }

    [Fact]
    public async Task List_ByKindAndStatus_FindsThem()
    {
        var bidder = new ScriptedBidder("a");
        await using var house = await House.OpenAsync([bidder]);
        var good = await house.RunAsync(Samples.Submission());
        bidder.OnExecute = (_, _) => Task.FromResult(ScriptedBidder.Failure(AttemptOutcome.ServerError));
        var bad = await house.RunAsync(Samples.Submission("reviews"));

        (await IdsAsync(house, new MicrotaskQuery())).ShouldBe([bad.Id, good.Id], "newest first");
        (await IdsAsync(house, new MicrotaskQuery { Kind = "reviews" })).ShouldBe([bad.Id]);
        (await IdsAsync(house, new MicrotaskQuery { Status = MicrotaskStatus.Succeeded })).ShouldBe([good.Id]);
        (await IdsAsync(house, new MicrotaskQuery { Status = MicrotaskStatus.Cancelled })).ShouldBeEmpty();
    }

    [Fact]
    public async Task AddFeedback_FirstAndRepeatedAndSecond_TeachesOnce()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);
        var view = await house.RunAsync(Samples.Submission());
        await house.SettledRecordAsync(view.Id);

        var first = await FeedbackAsync(house, view.Id, 1, "shipping");
        var again = await FeedbackAsync(house, view.Id, 1, "shipping");
        var second = await FeedbackAsync(house, view.Id, 0, "billing");

        first.Value!.ShouldBe(new FeedbackReceipt(view.Id, Recorded: true, Learned: true));
        again.Value!.ShouldBe(new FeedbackReceipt(view.Id, Recorded: false, Learned: false));
        second.Value!.ShouldBe(new FeedbackReceipt(view.Id, Recorded: true, Learned: false));
        house.Ports.Learned.Count(static learned => learned.Observations[0].Score is not null).ShouldBe(1);
        house.Ports.Examples.ShouldAllBe(static example => example.Label == "shipping" && example.Text == "Where is my order?");
        (await house.Service.GetRecordAsync(TenantName.Default, view.Id, CancellationToken.None))!.Feedback.Count.ShouldBe(2);
        house.Ports.Barriers.ShouldBe(3);
    }

    [Fact]
    public async Task AddFeedback_PayloadPurgedMeanwhile_TeachesTheScoreWithoutTheText()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);
        var view = await house.RunAsync(Samples.Submission(input: new string('x', 40_000)));
        house.Ports.DropPayloads();

        (await FeedbackAsync(house, view.Id, 1, "shipping")).Value!.Learned.ShouldBeTrue();

        house.Ports.Learned.Count(static learned => learned.Observations[0].Score is 1).ShouldBe(1);
        house.Ports.Examples.ShouldBeEmpty();
    }

    [Fact]
    public async Task AddFeedback_MoreThanIsKept_IsAProblem()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);
        var view = await house.RunAsync(Samples.Submission());
        for (var i = 0; i < Teaching.MaxFeedback; i++)
            (await FeedbackAsync(house, view.Id, 1, $"label {i}")).Problem.ShouldBeNull();

        (await FeedbackAsync(house, view.Id, 1, "one too many")).Problem!.Code.ShouldBe(ErrorCodes.Conflict);
        (await house.Service.GetRecordAsync(TenantName.Default, view.Id, CancellationToken.None))!.Feedback.Count.ShouldBe(Teaching.MaxFeedback);
    }

    [Fact]
    public async Task AddFeedback_NoAnswerToJudge_IsAProblem()
    {
        var bidder = new ScriptedBidder("a") { OnExecute = (_, _) => Task.FromResult(ScriptedBidder.Failure(AttemptOutcome.ServerError)) };
        await using var house = await House.OpenAsync([bidder]);
        var view = await house.RunAsync(Samples.Submission());

        (await FeedbackAsync(house, view.Id, 1, null)).Problem!.Code.ShouldBe(ErrorCodes.Conflict);
        (await FeedbackAsync(house, "mt-none", 1, null)).Problem!.Code.ShouldBe(ErrorCodes.NotFound);
    }

    private static Task<Result<FeedbackReceipt>> FeedbackAsync(House house, string id, double score, string? label) =>
        house.Service.AddFeedbackAsync(TenantName.Default, id, new Feedback { Score = score, Label = label, ReceivedAt = Samples.Now }, CancellationToken.None);

    private static async Task<IReadOnlyList<string>> IdsAsync(House house, MicrotaskQuery query) =>
        [.. (await house.Service.ListAsync(query, CancellationToken.None)).Value!.Items.Select(static item => item.Id)];
}
