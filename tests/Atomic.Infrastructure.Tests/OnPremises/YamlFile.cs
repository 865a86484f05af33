using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Atomic.Infrastructure.Tests.OnPremises;

/// <summary>A YAML document that is asked by path: names separated by dots, numbers for entries of lists.</summary>
internal sealed class YamlFile(YamlNode root)
{
    public YamlNode Root => root;

    public string Kind => Text("kind") ?? "";

    public string Name => Text("metadata.name") ?? "";

    public static IReadOnlyList<YamlFile> Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(new StringReader(text))));
        return [.. stream.Documents.Select(static document => new YamlFile(document.RootNode))];
    }

    public string? Text(string path) => (Node(path) as YamlScalarNode)?.Value;

    public IReadOnlyList<YamlFile> List(string path) => Node(path) is YamlSequenceNode list ? [.. list.Select(static node => new YamlFile(node))] : [];

    public IReadOnlyList<string> Keys(string path) => Node(path) is YamlMappingNode map ? [.. map.Children.Keys.Select(static key => ((YamlScalarNode)key).Value!)] : [];

    public YamlFile At(string path) => new(Node(path) ?? throw new InvalidOperationException($"{Kind} {Name} has no {path}."));

    public bool Has(string path) => Node(path) is not null;

    /// <summary>Every text in it, with the name under which it stands.</summary>
    public IEnumerable<(string Key, string Value)> Texts() => Texts("", root);

    private YamlNode? Node(string path)
    {
        var node = root;
        foreach (var name in path.Split('.'))
        {
            node = node switch
            {
                YamlMappingNode map when map.Children.TryGetValue(new YamlScalarNode(name), out var child) => child,
                YamlSequenceNode list when int.TryParse(name, out var index) && index < list.Children.Count => list[index],
                _ => null,
            };
            if (node is null)
                return null;
        }

        return node;
    }

    private static IEnumerable<(string Key, string Value)> Texts(string key, YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(static pair => Texts(((YamlScalarNode)pair.Key).Value!, pair.Value)),
        YamlSequenceNode list => list.SelectMany(child => Texts(key, child)),
        _ => [(key, ((YamlScalarNode)node).Value ?? "")],
    };
}
