using Atomic.Core.Schemas;

namespace Atomic.Core.Tests.Schemas;

public sealed class SchemaShapeTests
{
    [Theory]
    [InlineData("{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'integer'}}}", "{'properties':{'y':{'type':'integer'},'x':{'type':'string'}},'type':'object'}", true)]
    [InlineData("{'type':'string','title':'A','description':'What?','default':1}", "{'type':'string'}", true)]
    [InlineData("{'enum':['a','b','c']}", "{'enum':['d','e','f','g']}", true)]
    [InlineData("{'enum':['a','b','c']}", "{'enum':['a','b','c','d','e']}", false)]
    [InlineData("{'type':['string','null']}", "{'type':['null','string']}", true)]
    [InlineData("{'type':'string'}", "{'type':'integer'}", false)]
    [InlineData("{'type':'string'}", "{'type':'string','pattern':'a'}", false)]
    [InlineData("{'properties':{'a':true}}", "{'properties':{'a':true},'required':['a']}", false)]
    [InlineData("{'properties':{'a':true}}", "{'properties':{'a':true,'b':true}}", false)]
    [InlineData("{'items':{'type':'string'}}", "{'items':{'items':{'type':'string'}}}", false)]
    [InlineData("{'anyOf':[{'type':'string'},{'type':'null'}]}", "{'anyOf':[{'type':'null'},{'type':'string'}]}", true)]
    [InlineData("{'$ref':'#/$defs/a','$defs':{'a':{'type':'string'}}}", "{'$ref':'#/$defs/b','$defs':{'b':{'type':'string'}}}", true)]
    [InlineData("{'$ref':'#/$defs/a','$defs':{'a':{'type':'string'}}}", "{'$ref':'#/$defs/a','$defs':{'a':{'type':'null'}}}", false)]
    [InlineData("{'additionalProperties':false}", "{}", false)]
    public void Of_TwoSchemas_IsTheSameWhereTheyAreAlikeInForm(string one, string two, bool same)
    {
        var (first, second) = (SchemaShape.Of(SchemaCase.Parse(one)), SchemaShape.Of(SchemaCase.Parse(two)));

        (first == second).ShouldBe(same);
        first.Length.ShouldBe(SchemaShape.Length);
    }

    [Fact]
    public void Of_SchemaNestedBeyondAllBounds_Ends() =>
        SchemaShape.Of(SchemaCase.Parse(string.Concat(Enumerable.Repeat("{'not':", 5_000)) + "true" + new string('}', 5_000))).Length.ShouldBe(SchemaShape.Length);
}
