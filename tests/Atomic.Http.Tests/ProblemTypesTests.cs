using System.Reflection;
using Atomic.Core.Errors;
using Atomic.Http.Problems;

namespace Atomic.Http.Tests;

public sealed class ProblemTypesTests
{
    [Fact]
    public void All_EveryErrorCode_IsThereAndNoOther()
    {
        var codes = new[] { typeof(ErrorCodes), typeof(HttpErrorCodes) }
            .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(static field => (string)field.GetValue(null)!);

        ProblemTypes.All.Select(static type => type.Code).Order().ShouldBe(codes.Order());
    }

    [Fact]
    public void All_Temporary_AreUnavailable() =>
        ProblemTypes.All.Where(static type => type.IsTemporary).ShouldAllBe(static type => type.Status == 503);

    [Fact]
    public void Find_UnknownCode_IsNull() => ProblemTypes.Find("no-such-code").ShouldBeNull();
}
