using System.Globalization;
using System.Text;

namespace WebPublisher.Mail.Mime.Headers;

/// <summary>
/// Puts together a parameter that RFC 2231 cut into pieces or encoded, in each way that some reader does: pieces by number or as they come, numbers from 0 or 1, with
/// gaps or up to the first, percent signs where they mean something or everywhere.
/// </summary>
internal static class ContinuedParameter
{
    /// <summary>Every reading of the pieces of <paramref name="name"/>, the right one first; none when there are no pieces.</summary>
    public static IEnumerable<string> Read(IEnumerable<FieldParameter> parameters, string name)
    {
        var pieces = new List<Piece>();
        foreach (var parameter in parameters)
        {
            if (Piece.TryRead(parameter, name, out var piece))
            {
                pieces.Add(piece);
            }
        }

        if (pieces.Count == 0)
        {
            yield break;
        }

        foreach (var whole in pieces.Where(piece => piece.Number < 0))
        {
            yield return Join([whole], everyPercent: true);
        }

        var numbered = pieces.Where(piece => piece.Number >= 0).ToList();
        if (numbered.Count == 0)
        {
            yield break;
        }

        // Of pieces with one number, the first counts for some and the last for others.
        var sorted = numbered.OrderBy(piece => piece.Number).ToList();
        var first = sorted.DistinctBy(piece => piece.Number).ToList();
        var last = sorted.AsEnumerable().Reverse().DistinctBy(piece => piece.Number).Reverse().ToList();
        var unbroken = first.TakeWhile((piece, index) => piece.Number == index).ToList();
        foreach (var order in new[] { first, last, unbroken, numbered })
        {
            if (order.Count > 0)
            {
                yield return Join(order, everyPercent: false);
                yield return Join(order, everyPercent: true);
            }
        }
    }

    /// <summary>Octets with percent signs undone; what is no escape stays.</summary>
    public static IEnumerable<byte> Unescape(string value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            if (value[index] == '%' && index + 2 < value.Length && byte.TryParse(value.AsSpan(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                yield return octet;
                index += 2;
            }
            else
            {
                yield return (byte)value[index];
            }
        }
    }

    private static string Join(List<Piece> pieces, bool everyPercent)
    {
        var octets = new List<byte>();
        var charset = "";
        var isFirst = true;
        foreach (var piece in pieces)
        {
            var value = piece.Value;
            if (piece.IsEncoded && value.Split('\'', 3) is { Length: 3 } parts && (isFirst || charset.Length == 0))
            {
                charset = parts[0];
                value = parts[2];
            }

            isFirst = false;
            if (piece.IsEncoded || everyPercent)
            {
                octets.AddRange(Unescape(value));
            }
            else
            {
                octets.AddRange(Encoding.Latin1.GetBytes(value));
            }
        }

        // Without a character set it is raw text, which the caller reads as it reads a plain parameter.
        var joined = octets.ToArray();
        return charset.Length > 0 ? Charsets.Decode(charset, joined) : Encoding.Latin1.GetString(joined);
    }

    private readonly record struct Piece(int Number, bool IsEncoded, string Value)
    {
        public static bool TryRead(FieldParameter parameter, string name, out Piece piece)
        {
            piece = default;
            var rest = parameter.Name.AsSpan();
            if (!rest.StartsWith(name) || rest.Length == name.Length || rest[name.Length] != '*')
            {
                return false;
            }

            rest = rest[(name.Length + 1)..];
            var isEncoded = rest.IsEmpty || rest[^1] == '*';
            var digits = rest.TrimEnd('*');
            if (digits.IsEmpty)
            {
                piece = new Piece(-1, IsEncoded: true, parameter.Value);
                return true;
            }

            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            piece = new Piece(number, isEncoded, parameter.Value);
            return true;
        }
    }
}
