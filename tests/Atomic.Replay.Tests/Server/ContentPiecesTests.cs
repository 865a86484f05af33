using System.Text;
using Atomic.Replay.Server;

namespace Atomic.Replay.Tests.Server;

public sealed class ContentPiecesTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("a b  c", 3)]
    [InlineData("0123456789abcdef0", 2)]
    [InlineData("0123456789abcd\U0001F600\U0001F600", 2)]
    [InlineData("0123456789abcde\U0001F600\U0001F600", 2)]
    public void NextLength_AnyText_CutsBetweenCharacters(string text, int pieces)
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        var joined = new StringBuilder();

        for (var rest = text; rest.Length > 0; rest = rest[ContentPieces.NextLength(rest)..])
            joined.Append(strict.GetString(strict.GetBytes(rest[..ContentPieces.NextLength(rest)])));

        joined.ToString().ShouldBe(text);
        ContentPieces.Count(text).ShouldBe(pieces);
    }
}
