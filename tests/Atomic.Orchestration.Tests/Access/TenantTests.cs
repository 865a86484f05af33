using Atomic.Core.Decisions;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Access;

public sealed class TenantTests
{
    [Theory]
    [InlineData("default", true)]
    [InlineData("a", true)]
    [InlineData("team-7", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("-a", false)]
    [InlineData("Team", false)]
    [InlineData("a/b", false)]
    [InlineData("abcdefghijabcdefghijabcdefghijabc", false)]
    public void TenantName_IsValid_ByItsPattern(string? text, bool valid) => TenantName.IsValid(text).ShouldBe(valid);

    [Theory]
    [InlineData("default", "email-routing", "email-routing")]
    [InlineData("acme", "email-routing", "acme/email-routing")]
    public void LearningScope_OfTenantAndKind_NamesBothAndGivesThemBack(string tenant, string kind, string scope)
    {
        LearningScope.Of(tenant, kind).ShouldBe(scope);
        LearningScope.KindOf(scope).ShouldBe(kind);
        LearningScope.TenantOf(scope).ShouldBe(tenant);
    }

    [Fact]
    public async Task Microtask_OfAnotherTenant_IsNotThere()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);
        var id = (await house.RunAsync(Samples.Submission())).Id;

        (await house.Service.GetAsync("acme", id, TimeSpan.Zero, CancellationToken.None)).ShouldBeNull();
        (await house.Service.GetAsync("acme", id, TimeSpan.FromSeconds(1), CancellationToken.None)).ShouldBeNull();
        (await house.Service.CancelAsync("acme", id, CancellationToken.None)).ShouldBeNull();
        (await house.Service.GetRecordAsync("acme", id, CancellationToken.None)).ShouldBeNull();
        (await house.Service.AddFeedbackAsync("acme", id, new Feedback { Score = 1, ReceivedAt = Samples.Now }, CancellationToken.None)).Problem!.Code.ShouldBe("not-found");
        (await ListAsync(house, "acme")).ShouldBeEmpty();
        (await ListAsync(house, "default")).ShouldBe([id]);
    }

    [Fact]
    public async Task IdempotencyKey_OfAnotherTenant_IsAnotherKey()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);
        var submission = Samples.Submission(key: "one");

        (await house.Service.SubmitAsync(submission, CancellationToken.None)).TryGet(out var first, out _).ShouldBeTrue();
        (await house.Service.SubmitAsync(submission with { Tenant = "acme" }, CancellationToken.None)).TryGet(out var second, out _).ShouldBeTrue();

        second!.Created.ShouldBeTrue();
        second.Id.ShouldNotBe(first!.Id);
    }

    [Fact]
    public async Task Learning_OfATenant_IsItsOwn()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);
        var accepted = await house.Service.SubmitAsync(Samples.Submission() with { Tenant = "acme" }, CancellationToken.None);
        accepted.TryGet(out var receipt, out _).ShouldBeTrue();
        await house.SettledRecordAsync(receipt!.Id, "acme");

        var own = await house.Service.GetMarketAsync("acme", CancellationToken.None);
        own.Records.ShouldHaveSingleItem().Kind.ShouldBe(Samples.Submission().Kind);
        (await house.Service.GetMarketAsync(TenantName.Default, CancellationToken.None)).Records.ShouldBeEmpty();
    }

    private static async Task<IEnumerable<string>> ListAsync(House house, string tenant) =>
        (await house.Service.ListAsync(new MicrotaskQuery { Tenant = tenant }, CancellationToken.None)).TryGet(out var page, out _)
            ? page!.Items.Select(static item => item.Id)
            : throw new InvalidOperationException();
}
