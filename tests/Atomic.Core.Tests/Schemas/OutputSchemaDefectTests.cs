using System.Text;
using System.Text.Json;
using Atomic.Core.Schemas;

namespace Atomic.Core.Tests.Schemas;

public sealed class OutputSchemaDefectTests
{
    [Theory]
    [InlineData("[]", "")]
    [InlineData("'string'", "")]
    [InlineData("null", "")]
    [InlineData("{'type':'text'}", "/type")]
    [InlineData("{'type':[]}", "/type")]
    [InlineData("{'type':['string','string']}", "/type")]
    [InlineData("{'type':['string',1]}", "/type")]
    [InlineData("{'type':1}", "/type")]
    [InlineData("{'enum':'a'}", "/enum")]
    [InlineData("{'maximum':'3'}", "/maximum")]
    [InlineData("{'exclusiveMinimum':true}", "/exclusiveMinimum")]
    [InlineData("{'multipleOf':0}", "/multipleOf")]
    [InlineData("{'multipleOf':-1}", "/multipleOf")]
    [InlineData("{'minLength':-1}", "/minLength")]
    [InlineData("{'maxLength':1.5}", "/maxLength")]
    [InlineData("{'minItems':'1'}", "/minItems")]
    [InlineData("{'minContains':-1}", "/minContains")]
    [InlineData("{'maxProperties':null}", "/maxProperties")]
    [InlineData("{'pattern':1}", "/pattern")]
    [InlineData("{'pattern':'('}", "/pattern")]
    [InlineData("{'patternProperties':{'(':true}}", "/patternProperties")]
    [InlineData("{'uniqueItems':1}", "/uniqueItems")]
    [InlineData("{'required':'a'}", "/required")]
    [InlineData("{'required':['a','a']}", "/required")]
    [InlineData("{'dependentRequired':{'a':'b'}}", "/dependentRequired")]
    [InlineData("{'dependentSchemas':[]}", "/dependentSchemas")]
    [InlineData("{'properties':[]}", "/properties")]
    [InlineData("{'properties':{'a/b':1}}", "/properties/a~1b")]
    [InlineData("{'additionalProperties':1}", "/additionalProperties")]
    [InlineData("{'items':[true]}", "/items")]
    [InlineData("{'prefixItems':{}}", "/prefixItems")]
    [InlineData("{'allOf':[]}", "/allOf")]
    [InlineData("{'anyOf':[1]}", "/anyOf/0")]
    [InlineData("{'not':'a'}", "/not")]
    [InlineData("{'then':1}", "/then")]
    [InlineData("{'$defs':{'a':1}}", "/$defs/a")]
    [InlineData("{'$ref':1}", "/$ref")]
    [InlineData("{'$id':1}", "/$id")]
    [InlineData("{'$schema':1}", "/$schema")]
    [InlineData("{'type':'string','type':'null'}", "/type")]
    [InlineData("{'const':'\\ud800'}", "/const")]
    public void TryCompile_WrongKeywordValue_PointsToIt(string schema, string pointer)
    {
        var defect = SchemaCase.Refuse(schema);
        defect.Pointer.ShouldBe(pointer);
        defect.Message.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("{'format':'email','title':1,'x-own':[],'default':1,'examples':2}", "'not an e-mail'")]
    [InlineData("{'contentEncoding':'base64','readOnly':true,'$comment':1}", "'%'")]
    [InlineData("{'dependencies':{'a':['b']}}", "{'a':1}")]
    public void Validate_AnnotationsAndUnknownKeywords_CheckNothing(string schema, string instance) =>
        SchemaCase.ShouldBe(schema, instance, valid: true);

    [Fact]
    public void TryCompile_NoElement_IsRefused()
    {
        OutputSchema.TryCompile(default, out _, out var defect).ShouldBeFalse();
        defect!.Pointer.ShouldBeEmpty();
    }

    [Fact]
    public void Validate_NoElement_IsAViolation() => SchemaCase.Compile("true").Validate(default).ShouldHaveSingleItem();

    [Fact]
    public void Validate_AfterTheSchemasDocumentIsDisposed_StillWorks()
    {
        OutputSchema? schema;
        using (var document = JsonDocument.Parse("""{"enum":[{"a":1}],"properties":{"a":{"pattern":"x"}}}"""))
            OutputSchema.TryCompile(document.RootElement, out schema, out _).ShouldBeTrue();
        schema!.Validate(SchemaCase.Parse("{'a':1}")).ShouldBeEmpty();
        schema.Validate(SchemaCase.Parse("{'a':2}")).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("{'a':1,'a':2}", "/a")]
    [InlineData("{'x':['ok','\\udc00']}", "/x/1")]
    [InlineData("[1e9999999999]", "/0")]
    public void Validate_ValueThatReadersDisagreeOn_IsAViolation(string instance, string pointer)
    {
        var violation = SchemaCase.Validate("true", instance).ShouldHaveSingleItem();
        (violation.InstancePointer, violation.Keyword).ShouldBe((pointer, ""));
    }

    [Fact]
    public void Validate_BrokenUtf8_IsAViolation()
    {
        byte[] bytes = [(byte)'{', (byte)'"', 0xFF, (byte)'"', .. Encoding.ASCII.GetBytes(":1}")];
        using var document = JsonDocument.Parse(bytes);
        SchemaCase.Compile("true").Validate(document.RootElement).ShouldHaveSingleItem().Keyword.ShouldBeEmpty();
    }

    [Fact]
    public void Validate_FromManyThreads_GivesTheSameVerdicts()
    {
        var schema = SchemaCase.Compile("{'items':{'type':'string','pattern':'^(a|b)+$','enum':['ab','ba','abab']},'uniqueItems':true}");
        var good = SchemaCase.Parse("['ab','ba']");
        var bad = SchemaCase.Parse("['ab','c']");
        Parallel.For(0, 1_000, _ =>
        {
            schema.Validate(good).ShouldBeEmpty();
            schema.Validate(bad).Count.ShouldBe(2);
        });
    }
}
