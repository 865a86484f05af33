namespace Atomic.Core.Tests.Schemas;

public sealed class ObjectKeywordsTests
{
    [Theory]
    [InlineData("{'minProperties':1}", "{'a':1}", true)]
    [InlineData("{'minProperties':1}", "{}", false)]
    [InlineData("{'maxProperties':1}", "{'a':1}", true)]
    [InlineData("{'maxProperties':1}", "{'a':1,'b':2}", false)]
    [InlineData("{'required':['a']}", "{'a':null}", true)]
    [InlineData("{'required':['a']}", "{'b':1}", false)]
    [InlineData("{'required':['a']}", "[]", true)]
    [InlineData("{'required':[]}", "{}", true)]
    [InlineData("{'dependentRequired':{'a':['b']}}", "{'b':1}", true)]
    [InlineData("{'dependentRequired':{'a':['b']}}", "{'a':1,'b':1}", true)]
    [InlineData("{'dependentRequired':{'a':['b']}}", "{'a':1}", false)]
    public void Assertion_AgainstObject_LooksAtTheWhole(string schema, string instance, bool valid) =>
        SchemaCase.ShouldBe(schema, instance, valid);

    [Theory]
    [InlineData("{'properties':{'a':{'type':'string'}}}", "{'a':'x','b':1}", true)]
    [InlineData("{'properties':{'a':{'type':'string'}}}", "{'a':1}", false)]
    [InlineData("{'properties':{'a':false}}", "{'b':1}", true)]
    [InlineData("{'properties':{'a':false}}", "{'a':1}", false)]
    [InlineData("{'properties':{'$ref':{'type':'string'}}}", "{'$ref':'x'}", true)]
    [InlineData("{'patternProperties':{'^x_':{'type':'integer'}}}", "{'x_a':1,'y':'z'}", true)]
    [InlineData("{'patternProperties':{'^x_':{'type':'integer'}}}", "{'x_a':'1'}", false)]
    [InlineData("{'patternProperties':{'a':{'minimum':2},'b':{'maximum':3}}}", "{'ab':5}", false)]
    [InlineData("{'properties':{'a':true},'additionalProperties':false}", "{'a':1}", true)]
    [InlineData("{'properties':{'a':true},'additionalProperties':false}", "{'a':1,'b':1}", false)]
    [InlineData("{'patternProperties':{'^x':true},'additionalProperties':{'type':'null'}}", "{'x':1,'y':null}", true)]
    [InlineData("{'patternProperties':{'^x':true},'additionalProperties':{'type':'null'}}", "{'y':1}", false)]
    [InlineData("{'allOf':[{'properties':{'a':true}}],'additionalProperties':false}", "{'a':1}", false)]
    [InlineData("{'propertyNames':{'maxLength':2}}", "{'ab':1}", true)]
    [InlineData("{'propertyNames':{'maxLength':2}}", "{'abc':1}", false)]
    [InlineData("{'propertyNames':false}", "{}", true)]
    public void Applicator_AgainstObject_LooksAtProperties(string schema, string instance, bool valid) =>
        SchemaCase.ShouldBe(schema, instance, valid);

    [Fact]
    public void Violation_InNestedValue_HasItsEscapedPointer()
    {
        var violation = SchemaCase.Validate(
            "{'additionalProperties':{'items':{'type':'string'}}}", "{'a/b~c':['x',2]}").ShouldHaveSingleItem();
        violation.InstancePointer.ShouldBe("/a~1b~0c/1");
        violation.Keyword.ShouldBe("type");
        violation.Message.ShouldBe("The value must be of type string.");
    }

    [Fact]
    public void AdditionalProperties_False_NamesTheKeywordAndTheProperty()
    {
        var violation = SchemaCase.Validate("{'properties':{'a':true},'additionalProperties':false}", "{'a':1,'b':2}").ShouldHaveSingleItem();
        (violation.InstancePointer, violation.Keyword).ShouldBe(("/b", "additionalProperties"));
    }

    [Fact]
    public void Required_ManyMissing_NamesTheFirstFew()
    {
        var names = string.Join(",", Enumerable.Range(0, 100).Select(i => $"'p{i}'"));
        SchemaCase.Validate($"{{'required':[{names}]}}", "{}").ShouldHaveSingleItem().Message
            .ShouldBe("The object lacks \"p0\", \"p1\", \"p2\", \"p3\", \"p4\" and 95 more; add what is required.");
    }

    [Fact]
    public void Violations_OfSeveralKeywords_AreAllReported() =>
        SchemaCase.Validate(
            "{'required':['id'],'properties':{'n':{'type':'integer','minimum':5},'s':{'maxLength':1}}}", "{'n':1.5,'s':'abc'}")
            .Select(violation => (violation.InstancePointer, violation.Keyword))
            .ShouldBe([("", "required"), ("/n", "type"), ("/n", "minimum"), ("/s", "maxLength")]);
}
