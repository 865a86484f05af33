namespace Atomic.Core.Tests.Schemas;

public sealed class SchemaReferencesTests
{
    private const string Tree = "{'$ref':'#/$defs/node','$defs':{'node':{'type':'object','required':['v'],'additionalProperties':false,"
        + "'properties':{'v':{'type':'integer'},'kids':{'type':'array','items':{'$ref':'#/$defs/node'}}}}}}";

    [Theory]
    [InlineData("{'properties':{'a':{'$ref':'#'}},'additionalProperties':false}", "{'a':{'a':{}}}", true)]
    [InlineData("{'properties':{'a':{'$ref':'#'}},'additionalProperties':false}", "{'a':{'b':{}}}", false)]
    [InlineData("{'$ref':'#/$defs/a~1b~0c','$defs':{'a/b~c':{'type':'null'}}}", "null", true)]
    [InlineData("{'$ref':'#/$defs/a~1b~0c','$defs':{'a/b~c':{'type':'null'}}}", "1", false)]
    [InlineData("{'$ref':'#/$defs/a%25b','$defs':{'a%b':{'type':'null'}}}", "1", false)]
    [InlineData("{'$ref':'#/definitions/a','definitions':{'a':{'type':'null'}}}", "1", false)]
    [InlineData("{'$ref':'#/components/x','components':{'x':{'type':'null'}}}", "1", false)]
    [InlineData("{'$ref':'#/allOf/1','allOf':[true,{'type':'null'}]}", "1", false)]
    [InlineData("{'$ref':'#here','$defs':{'a':{'$anchor':'here','type':'null'}}}", "null", true)]
    [InlineData("{'$ref':'#here','$defs':{'a':{'$anchor':'here','type':'null'}}}", "1", false)]
    [InlineData("{'$ref':'#here','$defs':{'a':{'$dynamicAnchor':'here','type':'null'}}}", "1", false)]
    [InlineData("{'allOf':[{'$ref':'#late'},{'$ref':'#/x/y'}],'x':{'y':{'$anchor':'late','type':'null'}}}", "1", false)]
    [InlineData("{'$ref':'#/$defs/a','maximum':3,'$defs':{'a':{'minimum':1}}}", "4", false)]
    [InlineData("{'$ref':'#/then','then':{'type':'null'}}", "1", false)]
    [InlineData("{'enum':[{'$ref':'https://example.org/x'}]}", "{'$ref':'https://example.org/x'}", true)]
    public void Ref_WithinTheSchema_AppliesItsTarget(string schema, string instance, bool valid) =>
        SchemaCase.ShouldBe(schema, instance, valid);

    [Theory]
    [InlineData("{'v':1,'kids':[{'v':2,'kids':[{'v':3}]},{'v':4}]}", true)]
    [InlineData("{'v':1,'kids':[{'v':2,'kids':[{'w':3}]}]}", false)]
    public void Ref_OfTree_FollowsTheInstanceDown(string instance, bool valid) => SchemaCase.ShouldBe(Tree, instance, valid);

    [Fact]
    public void Ref_OfTree_PointsToTheLeafAtFault() =>
        SchemaCase.Validate(Tree, "{'v':1,'kids':[{'v':2,'kids':[{'v':'x'}]}]}").ShouldHaveSingleItem().InstancePointer.ShouldBe("/kids/0/kids/0/v");

    [Theory]
    [InlineData("{'$ref':'https://example.org/a'}", "/$ref", "out of the schema")]
    [InlineData("{'items':{'$ref':'other.json#/a'}}", "/items/$ref", "out of the schema")]
    [InlineData("{'$ref':''}", "/$ref", "out of the schema")]
    [InlineData("{'$ref':'#/$defs/a'}", "/$ref", "leads nowhere")]
    [InlineData("{'$ref':'#a'}", "/$ref", "leads nowhere")]
    [InlineData("{'$ref':'#/allOf/01','allOf':[true,true]}", "/$ref", "leads nowhere")]
    [InlineData("{'$ref':'#/allOf/2','allOf':[true,true]}", "/$ref", "leads nowhere")]
    [InlineData("{'$ref':'#/$defs/a~2','$defs':{'a~2':true}}", "/$ref", "leads nowhere")]
    [InlineData("{'$ref':'#/title','title':'x'}", "/title", "object or a boolean")]
    [InlineData("{'$ref':'#'}", "", "leads back to itself")]
    [InlineData("{'$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}}", "/$defs/a", "leads back to itself")]
    [InlineData("{'$defs':{'a':{'anyOf':[true,{'not':{'$ref':'#/$defs/a'}}]}}}", "/$defs/a", "leads back to itself")]
    [InlineData("{'if':{'dependentSchemas':{'x':{'$ref':'#'}}}}", "", "leads back to itself")]
    [InlineData("{'$dynamicRef':'#a'}", "/$dynamicRef", "not supported")]
    [InlineData("{'$recursiveRef':'#'}", "/$recursiveRef", "not supported")]
    [InlineData("{'unevaluatedItems':false}", "/unevaluatedItems", "not supported")]
    [InlineData("{'allOf':[{'unevaluatedProperties':false}]}", "/allOf/0/unevaluatedProperties", "not supported")]
    [InlineData("{'$defs':{'a':{'$id':'https://example.org/a'}}}", "/$defs/a/$id", "not supported")]
    [InlineData("{'$anchor':'1a'}", "/$anchor", "anchor")]
    [InlineData("{'$defs':{'a':{'$anchor':'x'},'b':{'$anchor':'x'}}}", "/$defs/b/$anchor", "used twice")]
    [InlineData("{'$schema':'https://example.org/mine'}", "/$schema", "dialect")]
    [InlineData("{'$schema':'http://json-schema.org/draft-07/schema#','dependencies':{}}", "/dependencies", "dependentRequired")]
    [InlineData("{'$schema':'http://json-schema.org/draft-07/schema#','additionalItems':false}", "/additionalItems", "prefixItems")]
    public void TryCompile_UnsupportedOrBrokenReference_IsRefused(string schema, string pointer, string words)
    {
        var defect = SchemaCase.Refuse(schema);
        defect.Pointer.ShouldBe(pointer);
        defect.Message.ShouldContain(words);
    }

    [Theory]
    [InlineData("https://json-schema.org/draft/2020-12/schema")]
    [InlineData("https://json-schema.org/draft/2019-09/schema")]
    [InlineData("http://json-schema.org/draft-07/schema#")]
    public void TryCompile_KnownDialect_IsReadAs202012(string dialect) =>
        SchemaCase.ShouldBe($"{{'$schema':'{dialect}','$id':'https://example.org/a','prefixItems':[{{'type':'null'}}]}}", "[1]", valid: false);
}
