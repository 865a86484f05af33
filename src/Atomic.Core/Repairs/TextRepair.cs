using System.Text.Json;

namespace Atomic.Core.Repairs;

/// <summary>Reads an answer that is not JSON by the letter: out of a code fence, as it stands with small slips, or out of prose, in that order.</summary>
internal static class TextRepair
{
    private const int MostFences = 64;

    /// <summary>The one value that the text holds; null where it holds none, or several.</summary>
    /// <param name="text">Text that <see cref="StrictText"/> does not take.</param>
    public static MendedText? Mend(string text)
    {
        var (contents, hasProse) = CodeFences.Read(text, MostFences);
        var fenced = contents.Select(Whole).OfType<MendedText>().Take(2).ToArray();
        if (fenced.Length > 1) return null;
        if (fenced.Length == 0) return Whole(text) ?? JsonInProse.Find(text);
        fenced[0].Repairs.Add(RepairNames.CodeFence);
        if (hasProse || contents.Count > 1) fenced[0].Repairs.Add(RepairNames.SurroundingText);
        return fenced[0];
    }

    /// <summary>The string that the text is: quoted in some way, or bare. It may stand in a code fence.</summary>
    /// <param name="text">Text that <see cref="StrictText"/> does not take.</param>
    public static MendedText MendString(string text)
    {
        var (contents, hasProse) = CodeFences.Read(text, MostFences);
        var isFenced = contents.Count == 1 && !hasProse;
        var content = isFenced ? contents[0] : text;
        var mended = Whole(content) is { Value.ValueKind: JsonValueKind.String } quoted ? quoted : Bare(content);
        if (isFenced) mended.Repairs.Add(RepairNames.CodeFence);
        return mended;
    }

    private static MendedText Bare(string text)
    {
        var repairs = new RepairSet();
        repairs.Add(RepairNames.BareText);
        return new MendedText(JsonText.Of(text.Trim()), repairs);
    }

    private static MendedText? Whole(string text)
    {
        var reader = new LenientReader(text, 0);
        return reader.ReadWhole() is { } json && StrictText.Read(json) is { } value ? new MendedText(value, reader.Repairs) : null;
    }
}
