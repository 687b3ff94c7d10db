using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>Reads the query of a request target: <c>ARGS_GET</c>.</summary>
public static class QueryArguments
{
    /// <summary>Adds its arguments to those of the query in a <see cref="ParsedBody"/>. More than <see cref="BodyLimits.Arguments"/> are an error of the body, as in ModSecurity.</summary>
    /// <param name="query">What follows the first question mark; values without anything to decode point into it.</param>
    /// <param name="separator">What stands between arguments: ModSecurity's <c>SecArgumentSeparator</c>, an ampersand unless rules say otherwise.</param>
    /// <param name="arena">Where decoded texts are written.</param>
    /// <param name="limits">How many there may be.</param>
    /// <param name="parsed">What to add to.</param>
    public static void Read(ByteText query, char separator, TextArena arena, BodyLimits limits, ParsedBody parsed)
    {
        var arguments = new UrlEncodedArguments(query, separator, arena);
        while (arguments.TryNext(out var argument))
        {
            // Also beyond the limit: invalid encodings count wherever they are.
            _ = parsed.AddQueryArgument(argument, limits);
        }

        parsed.HasInvalidEncoding |= arguments.HasInvalidEncoding;
    }
}
