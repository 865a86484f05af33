namespace Atomic.Core.Tests.Schemas;

public sealed class InPlaceApplicatorsTests
{
    private const string Conditional = "{'if':{'minimum':0},'then':{'multipleOf':2},'else':{'maximum':-10}}";

    [Theory]
    [InlineData("{'allOf':[{'minimum':1},{'maximum':3}]}", "2", true)]
    [InlineData("{'allOf':[{'minimum':1},{'maximum':3}]}", "4", false)]
    [InlineData("{'anyOf':[{'type':'string'},{'minimum':5}]}", "6", true)]
    [InlineData("{'anyOf':[{'type':'string'},{'type':'integer','minimum':5}]}", "4", false)]
    [InlineData("{'oneOf':[{'multipleOf':2},{'multipleOf':3}]}", "9", true)]
    [InlineData("{'oneOf':[{'multipleOf':2},{'multipleOf':3}]}", "6", false)]
    [InlineData("{'oneOf':[{'multipleOf':2},{'multipleOf':3}]}", "7", false)]
    [InlineData("{'oneOf':[{'multipleOf':2}]}", "7", false)]
    [InlineData("{'not':{'type':'string'}}", "1", true)]
    [InlineData("{'not':{'type':'string'}}", "''", false)]
    [InlineData("{'not':{'not':{'type':'string'}}}", "''", true)]
    [InlineData(Conditional, "4", true)]
    [InlineData(Conditional, "3", false)]
    [InlineData(Conditional, "-11", true)]
    [InlineData(Conditional, "-3", false)]
    [InlineData("{'if':false,'then':false}", "1", true)]
    [InlineData("{'then':false,'else':false}", "1", true)]
    [InlineData("{'dependentSchemas':{'a':{'required':['b']}}}", "{'a':1,'b':1}", true)]
    [InlineData("{'dependentSchemas':{'a':{'required':['b']}}}", "{'a':1}", false)]
    [InlineData("{'dependentSchemas':{'a':false}}", "{'b':1}", true)]
    [InlineData("true", "[1]", true)]
    [InlineData("{}", "[1]", true)]
    [InlineData("false", "[1]", false)]
    public void Applicator_AgainstValue_CombinesItsSubschemas(string schema, string instance, bool valid) =>
        SchemaCase.ShouldBe(schema, instance, valid);

    [Fact]
    public void AnyOf_WithNoMatch_ReportsItselfAndNoBranch()
    {
        var violation = SchemaCase.Validate("{'anyOf':[{'type':'string'},{'type':'null'}]}", "1").ShouldHaveSingleItem();
        (violation.InstancePointer, violation.Keyword).ShouldBe(("", "anyOf"));
    }

    [Fact]
    public void AnyOf_OfOneBranch_ReportsWhatTheBranchMisses() =>
        SchemaCase.Validate("{'anyOf':[{'type':'string'}]}", "1").ShouldHaveSingleItem().Keyword.ShouldBe("type");

    [Fact]
    public void Not_AfterFailedProbe_ReportsLaterFailures() =>
        SchemaCase.Validate("{'not':{'type':'string','minLength':3},'maximum':0}", "1").ShouldHaveSingleItem().Keyword.ShouldBe("maximum");
}
