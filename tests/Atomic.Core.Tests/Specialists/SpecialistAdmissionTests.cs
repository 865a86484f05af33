using Atomic.Core.Bids;
using Atomic.Core.Learning;
using Atomic.Core.Specialists;

namespace Atomic.Core.Tests.Specialists;

public sealed class SpecialistAdmissionTests
{
    private static readonly AdmissionRules s_rules = new() { Floor = 0.95 };

    [Fact]
    public void Decide_EverythingThere_ClaimsWhatIsKnown()
    {
        var offer = SpecialistAdmission.Decide(Assessment(), s_rules, default, out var gap).ShouldNotBeNull();
        gap.ShouldBeNull();
        offer.Precision.ShouldBe(new Estimate(0.97, 0.96, 0.98));
        offer.Success.Expected.ShouldBe(0.9, 1e-9);
        offer.Success.Low.ShouldBeLessThan(0.9);
        offer.AuditShare.ShouldBe(AuditShare.Of(0.9));
    }

    [Theory]
    [InlineData(0.95, true)]
    [InlineData(0.96, true)]
    [InlineData(0.961, false)]
    public void Decide_Floor_IsHeldAgainstTheLowerBound(double floor, bool isAdmitted)
    {
        var offer = SpecialistAdmission.Decide(Assessment(), s_rules with { Floor = floor }, default, out var gap);
        (offer is not null).ShouldBe(isAdmitted);
        if (!isAdmitted) gap.ShouldBe("Answers that it believes in as much as in this one are right with a probability of at least 0.960, and 0.961 is asked for.");
    }

    [Fact]
    public void Decide_AnswerThatIsHardlyLikely_IsNotGivenWhateverTheOthersKeep() =>
        Gap(Assessment() with { Probability = 0.55 }).ShouldBe("Its answer is right with a probability of 0.550, and 0.600 is the least that it bids with.");

    [Fact]
    public void Decide_SomethingMissing_SaysWhat()
    {
        Gap(Assessment() with { Examples = 12 }).ShouldBe("It has learned 12 of the 40 examples that it needs.");
        Gap(Assessment() with { Gap = "It has no idea." }).ShouldBe("It has no idea.");
        Gap(Assessment() with { LeastKnownShare = 0.9 }).ShouldStartWith("It does not recognise the input: ");
        Gap(Assessment() with { Answers = new AnswerPrecision(new Estimate(0.99, 0.98, 1), 4) }).ShouldBe("It has rehearsed 4.0 of the 10.0 such answers that it needs.");
    }

    [Fact]
    public void Decide_AwardedAnswersMostlyWrong_IsDemoted()
    {
        SpecialistAdmission.Decide(Assessment(), s_rules, new DecayedCounts(60, 40), out _).ShouldBeNull();
        SpecialistAdmission.Decide(Assessment(), s_rules, new DecayedCounts(1, 0), out _).ShouldNotBeNull();
        SpecialistAdmission.Decide(Assessment(), s_rules, new DecayedCounts(98, 2), out _).ShouldNotBeNull();
    }

    [Fact]
    public void AuditShare_Of_MostWhereLeastIsCertainAndNeverNone()
    {
        AuditShare.Of(1).ShouldBe(AuditShare.Least);
        AuditShare.Of(0.5).ShouldBe(AuditShare.Most);
        AuditShare.Of(0.9).ShouldBe(0.06, 1e-9);
    }

    private static string Gap(Assessment assessment)
    {
        SpecialistAdmission.Decide(assessment, s_rules, default, out var gap).ShouldBeNull();
        return gap.ShouldNotBeNull();
    }

    private static Assessment Assessment() => new()
    {
        Guess = new Guess("label", 0.9, 0.05, 0.8, 20, 400),
        Probability = 0.9,
        Outcomes = 100,
        Answers = new AnswerPrecision(new Estimate(0.97, 0.96, 0.98), 200),
        LeastKnownShare = 0.2,
        Examples = 400,
    };
}
