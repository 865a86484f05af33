namespace Atomic.Core.Tests.Schemas;

public sealed class ValueAssertionsTests
{
    [Theory]
    [InlineData("null", "null", true)]
    [InlineData("null", "0", false)]
    [InlineData("boolean", "true", true)]
    [InlineData("boolean", "false", true)]
    [InlineData("boolean", "'true'", false)]
    [InlineData("object", "{}", true)]
    [InlineData("object", "[]", false)]
    [InlineData("array", "[]", true)]
    [InlineData("array", "{}", false)]
    [InlineData("string", "''", true)]
    [InlineData("string", "null", false)]
    [InlineData("number", "1.5", true)]
    [InlineData("number", "'1.5'", false)]
    [InlineData("integer", "1", true)]
    [InlineData("integer", "1.0", true)]
    [InlineData("integer", "1.50e1", true)]
    [InlineData("integer", "1e300", true)]
    [InlineData("integer", "0e-300", true)]
    [InlineData("integer", "98765432109876543210987654321", true)]
    [InlineData("integer", "1.5", false)]
    [InlineData("integer", "1.00000000000000000000000001", false)]
    [InlineData("integer", "'1'", false)]
    public void Type_OfOneName_AcceptsThatType(string type, string instance, bool valid) =>
        SchemaCase.ShouldBe($"{{'type':'{type}'}}", instance, valid);

    [Theory]
    [InlineData("'a'", true)]
    [InlineData("null", true)]
    [InlineData("3.0", true)]
    [InlineData("3.5", false)]
    [InlineData("{}", false)]
    public void Type_OfSeveralNames_AcceptsAny(string instance, bool valid) =>
        SchemaCase.ShouldBe("{'type':['string','null','integer']}", instance, valid);

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("100", "1e2", true)]
    [InlineData("-0", "0", true)]
    [InlineData("0.1", "0.10", true)]
    [InlineData("9007199254740993", "9007199254740992", false)]
    [InlineData("1", "true", false)]
    [InlineData("0", "false", false)]
    [InlineData("1", "'1'", false)]
    [InlineData("null", "null", true)]
    [InlineData("'a'", "'\\u0061'", true)]
    [InlineData("'a'", "'A'", false)]
    [InlineData("{'a':1,'b':[2]}", "{'b':[2.0],'a':1}", true)]
    [InlineData("{'a':1}", "{'a':1,'b':2}", false)]
    [InlineData("{'a':false}", "{'a':0}", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("[[1],[]]", "[[],[1]]", false)]
    [InlineData("['a','b']", "['a\\\"1:b']", false)]
    [InlineData("['a','b']", "['a\\\"b']", false)]
    [InlineData("[1,23]", "[12,3]", false)]
    [InlineData("[1e2,3]", "[1e23]", false)]
    public void Const_AgainstValue_ComparesByJsonEquality(string constant, string instance, bool valid) =>
        SchemaCase.ShouldBe($"{{'const':{constant}}}", instance, valid);

    [Theory]
    [InlineData("'red'", true)]
    [InlineData("6e0", true)]
    [InlineData("[]", true)]
    [InlineData("{'a':null}", true)]
    [InlineData("'blue'", false)]
    [InlineData("{'a':1}", false)]
    [InlineData("null", false)]
    public void Enum_AgainstValue_AcceptsAnyListed(string instance, bool valid) =>
        SchemaCase.ShouldBe("{'enum':['red',6,[],{'a':null}]}", instance, valid);

    [Fact]
    public void Enum_Empty_AcceptsNothing() => SchemaCase.ShouldBe("{'enum':[]}", "null", valid: false);

    [Fact]
    public void Enum_LongList_IsQuotedInPart()
    {
        var schema = $"{{'enum':[{string.Join(",", Enumerable.Range(0, 1_000))}]}}";
        SchemaCase.Validate(schema, "-1").ShouldHaveSingleItem().Message.Length.ShouldBeLessThan(300);
    }
}
