using System.Collections.Immutable;
using System.Text;

namespace WebPublisher.Smtp.Logs;

/// <summary>Takes lines of the logs apart that are written as comma-separated values (RFC 4180).</summary>
public static class CsvLine
{
    /// <summary>The fields of a line; tolerant: a quote that is not closed, as in a torn line, ends with the line.</summary>
    /// <param name="line">The line without its end.</param>
    public static ImmutableArray<string> Split(ReadOnlySpan<char> line)
    {
        var fields = ImmutableArray.CreateBuilder<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var index = 0; index < line.Length; index++)
        {
            var character = line[index];
            if (character == '"')
            {
                // A doubled quote within quotes is one.
                if (isQuoted && index + 1 < line.Length && line[index + 1] == '"')
                {
                    field.Append('"');
                    index++;
                }
                else
                {
                    isQuoted = !isQuoted;
                }
            }
            else if (character == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(character);
            }
        }

        fields.Add(field.ToString());
        return fields.ToImmutable();
    }
}
