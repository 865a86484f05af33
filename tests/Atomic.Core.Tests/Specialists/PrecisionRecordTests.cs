using Atomic.Core.Specialists;
using CsCheck;

namespace Atomic.Core.Tests.Specialists;

public sealed class PrecisionRecordTests
{
    [Fact]
    public void From_NothingHeard_PromisesNothing() => new PrecisionRecord().From(0.99).ShouldBe(AnswerPrecision.Unknown);

    [Fact]
    public void From_AnyOutcomes_PromiseIsSoundAndNeverFallsWithConfidence() =>
        Gen.Select(Gen.Double[0.001, 0.999], Gen.Bool, Gen.Double[1, 50]).Array[0, 300].Sample(static outcomes =>
        {
            var record = new PrecisionRecord();
            foreach (var (probability, right, weight) in outcomes) record.Add(probability, right, weight);
            var last = 0.0;
            for (var probability = 0.01; probability < 1; probability += 0.01)
            {
                var share = record.From(probability).Share;
                share.Low.ShouldBeInRange(last, share.Expected);
                share.High.ShouldBeInRange(share.Expected, 1);
                last = share.Low;
            }
        });

    [Fact]
    public void From_ConfidentGuessesHeardOfRarely_WeighsThemByHowManyTheyStandFor()
    {
        // Nine in ten microtasks are sure and right, of which one in twenty is audited; the tenth is wrong every second time and always heard of.
        var (weighted, unweighted) = (new PrecisionRecord(), new PrecisionRecord());
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var sure = random.Next(10) > 0;
            if (sure && random.Next(20) > 0) continue;
            var right = sure || random.Next(2) == 0;
            weighted.Add(sure ? 0.98 : 0.5, right, sure ? 20 : 1);
            unweighted.Add(sure ? 0.98 : 0.5, right, 1);
        }

        weighted.From(0.5).Share.Expected.ShouldBe(0.95, 0.03);
        unweighted.From(0.5).Share.Expected.ShouldBeLessThan(0.8);
    }

    [Fact]
    public void From_LowShareAmongTheLessConfident_TheMoreConfidentPromiseMore()
    {
        var record = new PrecisionRecord();
        for (var i = 0; i < 200; i++)
        {
            record.Add(0.99, true, 1);
            record.Add(0.7, i % 2 == 0, 1);
        }

        record.From(0.99).Share.Low.ShouldBeGreaterThan(0.97);
        record.From(0.7).Share.Low.ShouldBeLessThan(0.85);
    }

    [Fact]
    public void Fade_All_WhatComesCountsMore()
    {
        var record = new PrecisionRecord();
        for (var i = 0; i < 300; i++) record.Add(0.9, false, 1);
        record.From(0.9).Share.Expected.ShouldBeLessThan(0.2);
        record.Fade(0.001);
        for (var i = 0; i < 5; i++) record.Add(0.9, true, 1);
        record.From(0.9).Share.Expected.ShouldBeGreaterThan(0.8);
    }
}
