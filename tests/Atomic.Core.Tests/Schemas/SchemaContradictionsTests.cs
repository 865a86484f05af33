using System.Diagnostics;
using Atomic.Core.Schemas;

namespace Atomic.Core.Tests.Schemas;

public sealed class SchemaContradictionsTests
{
    [Theory]
    [InlineData("false", "")]
    [InlineData("{'not':{}}", "")]
    [InlineData("{'not':true}", "")]
    [InlineData("{'enum':[]}", "/enum")]
    [InlineData("{'type':'number','minimum':2,'maximum':1}", "/minimum")]
    [InlineData("{'type':'integer','exclusiveMinimum':1,'maximum':1}", "/exclusiveMinimum")]
    [InlineData("{'type':'string','minLength':3,'maxLength':2}", "/minLength")]
    [InlineData("{'type':'array','minItems':3,'maxItems':2}", "/minItems")]
    [InlineData("{'type':'array','minItems':1,'items':false}", "/items")]
    [InlineData("{'type':'array','minItems':2,'prefixItems':[true],'items':false}", "/items")]
    [InlineData("{'type':'array','minItems':1,'items':{'enum':[]}}", "/items/enum")]
    [InlineData("{'type':'object','minProperties':3,'maxProperties':2}", "/minProperties")]
    [InlineData("{'type':'object','required':['a','b'],'maxProperties':1}", "/required")]
    [InlineData("{'type':'object','required':['a'],'properties':{'b':true},'additionalProperties':false}", "/required")]
    [InlineData("{'type':'object','required':['a'],'properties':{'a':false}}", "/required")]
    [InlineData("{'type':'object','required':['a'],'properties':{'a':{'type':'integer','minimum':2,'maximum':1}}}", "/properties/a/minimum")]
    [InlineData("{'type':'string','enum':[1,2]}", "/enum")]
    [InlineData("{'type':'string','const':1}", "/const")]
    [InlineData("{'enum':['a','b'],'const':'c'}", "/const")]
    [InlineData("{'type':'string','enum':['a','b'],'minLength':2}", "/enum")]
    [InlineData("{'enum':['a'],'pattern':'^b'}", "/enum")]
    [InlineData("{'allOf':[{'type':'string'},{'type':'integer'}]}", "/allOf/1/type")]
    [InlineData("{'$ref':'#/$defs/a','type':'integer','$defs':{'a':{'type':'string'}}}", "/$defs/a/type")]
    [InlineData("{'type':'integer','allOf':[{'minimum':5},{'maximum':4}]}", "/allOf/0/minimum")]
    [InlineData("{'anyOf':[{'enum':[]},{'type':'string','minLength':1,'maxLength':0}]}", "/anyOf/0/enum")]
    [InlineData("{'type':'string','anyOf':[{'type':'integer'},{'type':'null'}]}", "/anyOf/0/type")]
    [InlineData("{'type':'object','required':['next'],'properties':{'next':{'$ref':'#'}}}", "/properties/next")]
    [InlineData("{'$ref':'#/$defs/a','$defs':{'a':{'type':'object','required':['b'],'properties':{'b':{'$ref':'#/$defs/b'}}},'b':{'type':'array','minItems':1,'items':{'$ref':'#/$defs/a'}}}}", "/$defs/a/properties/b")]
    public void FindContradiction_SchemaThatNothingMeets_PointsToIt(string schema, string pointer)
    {
        var defect = Find(schema).ShouldNotBeNull();

        defect.Pointer.ShouldBe(pointer);
        defect.Message.ShouldEndWith(".");
        defect.Message.Count(static c => c == '.').ShouldBe(1, "one sentence");
    }

    [Theory]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("{'minimum':2,'maximum':1}")]
    [InlineData("{'type':['number','string'],'minimum':2,'maximum':1}")]
    [InlineData("{'type':'number','minimum':1,'maximum':1}")]
    [InlineData("{'type':'array','items':false}")]
    [InlineData("{'type':'array','minItems':1,'prefixItems':[true],'items':false}")]
    [InlineData("{'type':'object','properties':{'a':false}}")]
    [InlineData("{'required':['a'],'additionalProperties':false}")]
    [InlineData("{'type':'object','required':['ab'],'patternProperties':{'^a':true},'additionalProperties':false}")]
    [InlineData("{'type':'object','required':['a'],'properties':{'a':true}}")]
    [InlineData("{'enum':['a',1],'type':'integer'}")]
    [InlineData("{'allOf':[{'type':'number'},{'type':'integer'}]}")]
    [InlineData("{'anyOf':[{'enum':[]},true]}")]
    [InlineData("{'anyOf':[{'type':'null'},{'type':'object','required':['next'],'properties':{'next':{'$ref':'#'}}}]}")]
    [InlineData("{'type':'object','properties':{'children':{'type':'array','items':{'$ref':'#'}}},'required':['children']}")]
    [InlineData("{'type':'object','anyOf':[{'$ref':'#/$defs/a'}],'$defs':{'a':{'type':['object','null'],'required':['x'],'properties':{'x':{'$ref':'#/$defs/a'}}}}}")]
    [InlineData("{'type':'object','required':['a','b'],'properties':{'a':{'$ref':'#/$defs/a'},'b':{'$ref':'#/$defs/a'}},'$defs':{'a':{'type':'string'}}}")]
    [InlineData("{'type':'object','required':['a']}")]
    public void FindContradiction_SchemaThatSomethingMeets_FindsNone(string schema) => Find(schema).ShouldBeNull();

    [Fact]
    public void FindContradiction_SchemasMadeToTakeLong_EndsSoon()
    {
        var wide = string.Join(",", Enumerable.Range(0, 300).Select(static index => $"'d{index}':{{'type':'object','required':['x','y'],'properties':{{'x':{{'anyOf':[{{'$ref':'#/$defs/d{(index + 1) % 300}'}},{{'$ref':'#/$defs/d{(index + 7) % 300}'}}]}},'y':{{'$ref':'#/$defs/d{(index + 3) % 300}'}}}}}}"));
        var many = string.Join(",", Enumerable.Range(0, 3_000).Select(static index => $"{index}"));
        var clock = Stopwatch.StartNew();

        _ = Find($"{{'$ref':'#/$defs/d0','$defs':{{{wide}}}}}");
        _ = Find($"{{'allOf':[{string.Join(",", Enumerable.Repeat("{'type':'string'}", 500))}],'enum':[{many}]}}");
        _ = Find($"{{'enum':[{many}],'items':{{'pattern':'^(a+)+$'}},'type':'string'}}");

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    private static SchemaDefect? Find(string schema) => SchemaCase.Compile(schema).FindContradiction(SchemaCase.Parse(schema));
}
