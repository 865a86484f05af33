namespace Atomic.Core.Tests.Schemas;

public sealed class ArrayKeywordsTests
{
    [Theory]
    [InlineData("{'minItems':1}", "[1]", true)]
    [InlineData("{'minItems':1}", "[]", false)]
    [InlineData("{'minItems':1}", "''", true)]
    [InlineData("{'maxItems':1}", "[1]", true)]
    [InlineData("{'maxItems':1}", "[1,2]", false)]
    [InlineData("{'uniqueItems':true}", "[1,2,'1',true,[1],{'a':1}]", true)]
    [InlineData("{'uniqueItems':true}", "[1,1.0]", false)]
    [InlineData("{'uniqueItems':true}", "[{'a':1,'b':2},{'b':2,'a':1}]", false)]
    [InlineData("{'uniqueItems':true}", "[0,false,[0],[false]]", true)]
    [InlineData("{'uniqueItems':false}", "[1,1]", true)]
    public void Assertion_AgainstArray_LooksAtTheWhole(string schema, string instance, bool valid) =>
        SchemaCase.ShouldBe(schema, instance, valid);

    [Theory]
    [InlineData("{'items':{'type':'integer'}}", "[1,2]", true)]
    [InlineData("{'items':{'type':'integer'}}", "[1,'2']", false)]
    [InlineData("{'items':{'type':'integer'}}", "{'length':1}", true)]
    [InlineData("{'items':false}", "[]", true)]
    [InlineData("{'items':false}", "[1]", false)]
    [InlineData("{'prefixItems':[{'type':'integer'},{'type':'string'}]}", "[1]", true)]
    [InlineData("{'prefixItems':[{'type':'integer'},{'type':'string'}]}", "[1,'a',null]", true)]
    [InlineData("{'prefixItems':[{'type':'integer'},{'type':'string'}]}", "['a',1]", false)]
    [InlineData("{'prefixItems':[true],'items':{'type':'string'}}", "[1,'a']", true)]
    [InlineData("{'prefixItems':[true],'items':{'type':'string'}}", "[1,2]", false)]
    [InlineData("{'contains':{'minimum':5}}", "[1,5]", true)]
    [InlineData("{'contains':{'minimum':5}}", "[1,4]", false)]
    [InlineData("{'contains':{'minimum':5}}", "[]", false)]
    [InlineData("{'contains':{'const':1},'minContains':2}", "[1,2,1]", true)]
    [InlineData("{'contains':{'const':1},'minContains':2}", "[1,2]", false)]
    [InlineData("{'contains':{'const':1},'minContains':0}", "[]", true)]
    [InlineData("{'contains':{'const':1},'maxContains':1}", "[1,2]", true)]
    [InlineData("{'contains':{'const':1},'maxContains':1}", "[1,1]", false)]
    [InlineData("{'contains':{'const':1},'minContains':0,'maxContains':1}", "[2]", true)]
    [InlineData("{'minContains':2,'maxContains':0}", "[1]", true)]
    public void Applicator_AgainstArray_LooksAtItems(string schema, string instance, bool valid) =>
        SchemaCase.ShouldBe(schema, instance, valid);

    [Fact]
    public void Items_AfterPrefix_PointToTheItem()
    {
        var violations = SchemaCase.Validate("{'prefixItems':[true],'items':{'type':'string'}}", "[1,'a',2,3]");
        violations.Select(violation => (violation.InstancePointer, violation.Keyword)).ShouldBe([("/2", "type"), ("/3", "type")]);
    }
}
