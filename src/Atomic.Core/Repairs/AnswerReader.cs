using Atomic.Core.Schemas;

namespace Atomic.Core.Repairs;

/// <summary>
/// Reads a model's answer under its output schema: by the letter first, and only where that fails with repairs, in the order of <see cref="RepairNames.All"/>.
/// Pure, never throws, and bounded: the work grows with the length of the answer, of which <see cref="SchemaLimits.MaxInstanceBytes"/> are read at most.
/// </summary>
public static class AnswerReader
{
    /// <summary>
    /// Levels of nesting in an answer. It travels inside history events, records and explanations, which wrap it in levels of their own and are read with the
    /// usual limit of 64.
    /// </summary>
    public const int MaxDepth = 48;

    /// <summary>Reads an answer.</summary>
    /// <param name="text">The answer as the model gave it.</param>
    /// <param name="schema">The output's schema.</param>
    public static AnswerReading Read(string text, OutputSchema schema)
    {
        if (text.Length > SchemaLimits.MaxInstanceBytes)
            return NoJson($"The answer is longer than {SchemaLimits.MaxInstanceBytes} characters and was not read; make it shorter.");
        if (!UnicodeText.IsWhole(text))
            return NoJson("The answer is not valid Unicode; replace unpaired surrogates.");
        if (StrictText.Read(text) is { } strict)
            return Judge(new MendedText(strict, new RepairSet()), schema);

        // For a string the words are the answer: nothing is looked for in them.
        var mended = schema.Root(new ValidationRun()).Types == JsonTypes.String ? TextRepair.MendString(text) : TextRepair.Mend(text);
        return mended is null
            ? NoJson("The answer is not JSON, and holds no single JSON value that could be taken; answer with one JSON value.")
            : Judge(mended, schema);
    }

    private static AnswerReading NoJson(string fault) => new() { Violations = [new SchemaViolation("", "", fault)] };

    private static AnswerReading Judge(MendedText read, OutputSchema schema)
    {
        if (JsonDepth.IsAbove(read.Value, MaxDepth))
            return new AnswerReading { Violations = [new SchemaViolation("", "", $"Arrays and objects are nested deeper than {MaxDepth} levels; flatten them.")], IsJson = true };
        var violations = schema.Validate(read.Value);
        if (violations.Count == 0)
            return new AnswerReading { Output = read.Value, Repairs = read.Repairs.ToList(), IsJson = true };

        // A fault without a keyword is one of the JSON itself, which is not to be read further.
        if (violations[0].Keyword.Length > 0 && ValueRepair.Mend(read.Value, schema) is { } mended && !JsonDepth.IsAbove(mended.Value, MaxDepth) && schema.Validate(mended.Value).Count == 0)
        {
            mended.Repairs.Add(read.Repairs);
            return new AnswerReading { Output = mended.Value, Repairs = mended.Repairs.ToList(), IsJson = true };
        }

        return new AnswerReading { Violations = violations, IsJson = true };
    }
}
