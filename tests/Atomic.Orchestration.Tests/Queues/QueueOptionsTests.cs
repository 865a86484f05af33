using Atomic.Orchestration.Queues;

namespace Atomic.Orchestration.Tests.Queues;

public sealed class QueueOptionsTests
{
    [Fact]
    public void Problems_Defaults_AreNone() => new QueueOptions().Problems().ShouldBeEmpty();

    [Theory]
    [InlineData("ab")]
    [InlineData("Microtasks")]
    [InlineData("micro--tasks")]
    [InlineData("-microtasks")]
    [InlineData("microtasks-")]
    [InlineData("micro_tasks")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public void Problems_NameThatNoQueueCanHave_IsNamed(string name) =>
        new QueueOptions { Input = name }.Problems().ShouldHaveSingleItem().ShouldStartWith($"Atomic:Queues:Input is '{name}';");

    [Theory]
    [InlineData("abc")]
    [InlineData("a-b-c")]
    [InlineData("a12345678901234567890123456789012345678901234567890123456789012")]
    public void Problems_NameOfAQueue_IsTaken(string name) => new QueueOptions { Input = name }.Problems().ShouldBeEmpty();

    [Fact]
    public void Problems_ResultsOnTheInput_AreRefused() =>
        new QueueOptions { Output = "microtasks" }.Problems().ShouldHaveSingleItem().ShouldContain("must not come back as microtasks");

    [Fact]
    public void Problems_EachValueOutOfItsRange_HasASentence()
    {
        var options = new QueueOptions
        {
            Tenant = "Contoso", Concurrency = 0, VisibilitySeconds = 1, MaxTries = 0, RetrySeconds = 61, Encoding = (QueueEncoding)7, MaxPollingSeconds = double.NaN,
        };

        options.Problems().Select(static problem => problem["Atomic:Queues:".Length..].Split(' ')[0])
            .ShouldBe(["Tenant", "Concurrency", "VisibilitySeconds", "MaxTries", "RetrySeconds", "Encoding", "MaxPollingSeconds"]);
    }
}
