namespace WebPublisher.Mail.Mime.Headers;

/// <summary>
/// Reads the file names of a part: what the grammar says first, then, of fields that leave the grammar, what readers with simpler rules take.
/// </summary>
internal static class FileNameReadings
{
    private static readonly string[] s_parameters = ["filename", "name"];

    /// <summary>Reads the names of the fields that may hold one, in the order in which readers ask them.</summary>
    /// <param name="fields">Content-Disposition, then Content-Type; all of each.</param>
    /// <param name="limits">How many there may be.</param>
    /// <param name="isComplete">Whether there were no more.</param>
    public static List<string> Read(IReadOnlyList<StructuredField> fields, MimeLimits limits, out bool isComplete)
    {
        var names = new List<string>();
        isComplete = true;
        foreach (var field in fields)
        {
            foreach (var raw in Regular(field))
            {
                isComplete = isComplete && FileNameForms.Add(names, raw, limits);
            }
        }

        foreach (var field in fields.Where(field => field.Oddities != FieldOddities.None))
        {
            foreach (var raw in Irregular(field))
            {
                isComplete = isComplete && FileNameForms.Add(names, raw, limits);
            }
        }

        return names;
    }

    private static IEnumerable<string> Regular(StructuredField field)
    {
        foreach (var name in s_parameters)
        {
            foreach (var text in ContinuedParameter.Read(field.Parameters, name))
            {
                yield return text;
            }

            foreach (var parameter in field.Parameters.Where(parameter => parameter.Name == name))
            {
                yield return parameter.Value;
            }
        }
    }

    /// <summary>
    /// Readings of whatever follows something that is called a name: to the semicolon or to the end, quoted or not, with comments or without, escaped or not.
    /// </summary>
    private static IEnumerable<string> Irregular(StructuredField field)
    {
        foreach (var parameter in field.Parameters.Where(parameter => parameter.Name.Contains("name", StringComparison.Ordinal)))
        {
            yield return parameter.Raw.Trim().Trim('"');
            yield return parameter.Value;
        }

        var text = field.Text;
        var at = 0;
        for (var count = 0; count < 8 && (at = text.IndexOf("name", at, StringComparison.OrdinalIgnoreCase)) >= 0; count++)
        {
            at += "name".Length;
            var equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                yield break;
            }

            var rest = text[(equals + 1)..].Trim();
            yield return rest.Replace("\"", "", StringComparison.Ordinal);
            yield return rest.Replace("\\", "", StringComparison.Ordinal).Trim('"');
            yield return rest.Split(';', 2)[0].Replace("\"", "", StringComparison.Ordinal);
            yield return rest.TrimStart('"').Split('"', 2)[0];
            yield return rest.TrimStart('"').Split('\\', 2)[0];
            yield return rest.Split((char[])[' ', '\t', '('], 2)[0].Trim('"');
        }
    }
}
