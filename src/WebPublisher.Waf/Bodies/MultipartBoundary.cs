using System.Buffers;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>Finds the boundary of a multipart body in the Content-Type field, as strictly as mod_security2's multipart_init: what a lenient parser could read in another way is an error.</summary>
internal static class MultipartBoundary
{
    private const int MaximumFieldLength = 1024;
    private const string Type = "multipart/form-data";
    private const string Parameter = "boundary";

    /// <summary>RFC 2046, section 5.1.1.</summary>
    private static readonly SearchValues<char> BoundaryCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz '()+_,-./:=?");

    /// <summary>Reads it.</summary>
    /// <param name="contentType">The field's value.</param>
    /// <param name="flaws">Gets what is odd about it.</param>
    /// <param name="boundary">The boundary without the hyphens before it; ASCII.</param>
    /// <returns>Why there is none, or null.</returns>
    public static string? Find(ByteText contentType, ref MultipartFlaws flaws, out ByteText boundary)
    {
        boundary = default;
        var field = contentType.Span;
        if (field.Length > MaximumFieldLength)
        {
            return "Multipart: the Content-Type field is too long";
        }

        if (!field.StartsWith(Type, StringComparison.OrdinalIgnoreCase))
        {
            return "Multipart: the Content-Type field names another type";
        }

        if (CountParameters(field) > 1)
        {
            return "Multipart: the Content-Type field has more than one boundary";
        }

        var parameter = field.IndexOf(Parameter, StringComparison.Ordinal);
        if (parameter < 0)
        {
            return "Multipart: the Content-Type field has no boundary";
        }

        var isMalformed = !IsSeparator(field[Type.Length..parameter], ref flaws);
        var end = parameter + Parameter.Length;
        var equals = field[end..].IndexOf('=');
        if (isMalformed || equals < 0 || !IsSpaceOnly(field.Slice(end, equals)))
        {
            return "Multipart: the boundary parameter is malformed";
        }

        boundary = contentType.Slice(end + equals + 1);
        if (equals > 0 || (!boundary.IsEmpty && CharacterClass.IsSpace(boundary.Span[0])))
        {
            flaws |= MultipartFlaws.BoundaryWhitespace;
        }

        return Unquote(ref boundary, ref flaws);
    }

    private static string? Unquote(ref ByteText boundary, ref MultipartFlaws flaws)
    {
        var value = boundary.Span;
        if (value.Length >= 2 && value[0] == '"' && value[^1] == '"')
        {
            boundary = boundary.Slice(1, value.Length - 2);
            flaws |= MultipartFlaws.BoundaryQuoted;
        }
        else if (value.Length > 0 && (value[0] == '"' || (value.Length >= 2 && value[^1] == '"')))
        {
            return "Multipart: the boundary is quoted on one side only";
        }

        value = boundary.Span;
        if (value.IsEmpty)
        {
            return "Multipart: the boundary is empty";
        }

        return CountParameters(value) != 0 || value[^1] == ' ' || value.ContainsAnyExcept(BoundaryCharacters) ? "Multipart: the boundary has characters that are not allowed" : null;
    }

    /// <summary>White space with one semicolon; none at all is a flaw.</summary>
    private static bool IsSeparator(ReadOnlySpan<char> between, ref MultipartFlaws flaws)
    {
        var semicolons = 0;
        foreach (var character in between)
        {
            if (character == ';')
            {
                semicolons++;
            }
            else if (!CharacterClass.IsSpace(character))
            {
                return false;
            }
        }

        if (semicolons == 0)
        {
            flaws |= MultipartFlaws.MissingSemicolon;
        }

        return semicolons <= 1;
    }

    private static bool IsSpaceOnly(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!CharacterClass.IsSpace(character))
            {
                return false;
            }
        }

        return true;
    }

    private static int CountParameters(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (int i; (i = text.IndexOf(Parameter, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            text = text[(i + Parameter.Length)..];
            count += text.Contains('=') ? 1 : 0;
        }

        return count;
    }
}
