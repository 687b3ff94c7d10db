using System.Text;
using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Headers;

/// <summary>Puts other addresses in the place of those of a field. Names, comments, groups, quotation marks and folds stay as they are.</summary>
public static class AddressRewriting
{
    // Room on the first line for the field's name.
    private const int LongestName = 40;

    /// <summary>Rewrites the addresses of a value.</summary>
    /// <param name="value">The octets behind the colon, to the end of the field.</param>
    /// <param name="map">The address to put in the place of one; null to leave it.</param>
    /// <returns>The octets with other addresses; null when none was replaced.</returns>
    public static byte[]? Rewrite(ReadOnlyMemory<byte> value, Func<MailAddress, MailAddress?> map)
    {
        var text = Encoding.Latin1.GetString(value.Span);
        var places = AddressPlaces.Find(text).Select(place => (Place: place, To: map(place.Address))).ToList();
        if (places.TrueForAll(place => place.To is null || place.To.Equals(place.Place.Address)))
        {
            return null;
        }

        var rewritten = Write(text, places, isFolded: false);

        // Other addresses may be longer than the line has room for; before an address it may be broken.
        return Encoding.Latin1.GetBytes(rewritten.Split("\r\n").All(line => line.Length <= FieldText.LongestLine - LongestName) ? rewritten : Write(text, places, isFolded: true));
    }

    // A line of white space alone would be taken for the end of the header by some.
    private static bool IsAtLineStart(StringBuilder output)
    {
        for (var i = output.Length - 1; i >= 0 && output[i] != '\n'; i--)
        {
            if (output[i] is not (' ' or '\t'))
            {
                return false;
            }
        }

        return output.Length > 0;
    }

    private static string Write(string text, IReadOnlyList<(AddressPlace Place, MailAddress? To)> places, bool isFolded)
    {
        var output = new StringBuilder(text.Length + 64);
        var at = 0;
        foreach (var (place, to) in places)
        {
            output.Append(text, at, place.Start - at);
            at = place.Start;
            if (isFolded && !IsAtLineStart(output))
            {
                output.Append("\r\n ");
            }

            if (to is null)
            {
                continue;
            }

            var written = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(to.ToString()));
            var sign = written.LastIndexOf('@');
            if (to.LocalPart != place.Address.LocalPart)
            {
                Replace(place.LocalPart, written[..sign]);
            }

            if (!to.Domain.Equals(place.Address.Domain))
            {
                Replace(place.Domain, written[(sign + 1)..]);
            }
        }

        return output.Append(text, at, text.Length - at).ToString();

        void Replace(Range range, string with)
        {
            var (start, length) = range.GetOffsetAndLength(text.Length);
            output.Append(text, at, start - at).Append(with);
            at = start + length;
        }
    }
}
