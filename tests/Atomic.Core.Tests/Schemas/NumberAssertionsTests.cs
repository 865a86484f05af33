namespace Atomic.Core.Tests.Schemas;

public sealed class NumberAssertionsTests
{
    [Theory]
    [InlineData("{'maximum':3}", "3", true)]
    [InlineData("{'maximum':3}", "3.0000000000000000000000001", false)]
    [InlineData("{'maximum':3}", "'many'", true)]
    [InlineData("{'maximum':-2.5}", "-3", true)]
    [InlineData("{'maximum':-2.5}", "-2", false)]
    [InlineData("{'maximum':0}", "-0.0", true)]
    [InlineData("{'exclusiveMaximum':3}", "2.9999", true)]
    [InlineData("{'exclusiveMaximum':3}", "3.0", false)]
    [InlineData("{'minimum':1e2}", "100", true)]
    [InlineData("{'minimum':1e2}", "99.99", false)]
    [InlineData("{'minimum':-1}", "-1e5", false)]
    [InlineData("{'minimum':18446744073709551615}", "18446744073709551616", true)]
    [InlineData("{'minimum':18446744073709551615}", "18446744073709551614", false)]
    [InlineData("{'minimum':1e-400}", "0", false)]
    [InlineData("{'exclusiveMinimum':0}", "1e-400", true)]
    [InlineData("{'exclusiveMinimum':0}", "0e5", false)]
    [InlineData("{'maximum':1e308}", "1e309", false)]
    public void Bound_AgainstNumber_ComparesExactly(string schema, string instance, bool valid) =>
        SchemaCase.ShouldBe(schema, instance, valid);

    [Theory]
    [InlineData("2", "10", true)]
    [InlineData("2", "7", false)]
    [InlineData("2", "-4", true)]
    [InlineData("2", "0", true)]
    [InlineData("1.5", "4.5", true)]
    [InlineData("1.5", "35", false)]
    [InlineData("0.1", "0.3", true)]
    [InlineData("0.01", "4.35", true)]
    [InlineData("0.0001", "0.00751", false)]
    [InlineData("0.5", "1e308", true)]
    [InlineData("10", "5", false)]
    [InlineData("1e3", "500", false)]
    [InlineData("3", "1e999999999", false)]
    [InlineData("8", "1e999999999", true)]
    [InlineData("1e-999999999", "7", true)]
    [InlineData("2", "'7'", true)]
    public void MultipleOf_AgainstNumber_DividesExactly(string divisor, string instance, bool valid) =>
        SchemaCase.ShouldBe($"{{'multipleOf':{divisor}}}", instance, valid);
}
