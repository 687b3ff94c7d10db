using System.Globalization;
using System.Text;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.Logons;

/// <summary>
/// Looks for the two fields of a logon among those of <c>application/x-www-form-urlencoded</c>. Names are read as the most lenient of the servers does: an escape, a case, a
/// leading space or a dot more must not hide a logon.
/// </summary>
/// <param name="form">The names of the fields.</param>
internal ref struct FormFields(LogonForm form)
{
    // A field's name is compared to this length; no form has longer ones.
    private const int MaximumName = 128;

    private readonly LogonForm _form = form;
    private string? _user;
    private int _users;
    private int _passwords;

    /// <summary>Whether both fields were there.</summary>
    public readonly bool IsLogon => _users > 0 && _passwords > 0;

    /// <summary>Who logs on, if it is a logon; several names are none that can be told.</summary>
    public readonly LogonName Name => _users == 1 && _passwords == 1 ? new LogonName(_user) : LogonName.Unread;

    /// <summary>Reads fields, of a query or of a body.</summary>
    /// <param name="text">The fields, one byte a character.</param>
    public void Read(ReadOnlySpan<byte> text)
    {
        Span<byte> name = stackalloc byte[MaximumName];
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'&');
            var field = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            var equals = field.IndexOf((byte)'=');
            var written = equals < 0 ? field : field[..equals];
            var plain = name[..Simplify(written, name)];
            if (Is(plain, _form.Password))
            {
                _passwords++;
            }
            else if (Is(plain, _form.User))
            {
                _users++;
                _user ??= equals < 0 ? "" : Decode(field[(equals + 1)..]);
            }
        }
    }

    private static bool Is(ReadOnlySpan<byte> plain, string name)
    {
        if (plain.Length != name.Length)
        {
            return false;
        }

        for (var i = 0; i < plain.Length; i++)
        {
            var wanted = name[i] is '.' or ' ' ? '_' : name[i];
            if (char.ToLowerInvariant((char)plain[i]) != char.ToLowerInvariant(wanted))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Decodes a name as PHP does: without spaces in front, dots and spaces as underscores, up to a bracket or a zero.</summary>
    private static int Simplify(ReadOnlySpan<byte> written, Span<byte> name)
    {
        var length = 0;
        for (var i = 0; i < written.Length && length < name.Length; i++)
        {
            var value = written[i] switch
            {
                (byte)'+' => (byte)' ',
                (byte)'%' when TryEscape(written[i..], out var escaped) => escaped,
                var other => other,
            };
            i += written[i] == '%' && TryEscape(written[i..], out _) ? 2 : 0;
            if (value is 0 or (byte)'[')
            {
                break;
            }

            if (value != ' ' || length > 0)
            {
                name[length++] = value is (byte)' ' or (byte)'.' ? (byte)'_' : value;
            }
        }

        return length;
    }

    private static string Decode(ReadOnlySpan<byte> value)
    {
        // Longer names are cut: the rest of them does not count.
        Span<byte> decoded = stackalloc byte[UserName.MaximumLength * 4];
        var length = 0;
        for (var i = 0; i < value.Length && length < decoded.Length; i++)
        {
            if (value[i] == '%' && TryEscape(value[i..], out var escaped))
            {
                decoded[length++] = escaped;
                i += 2;
            }
            else
            {
                decoded[length++] = value[i] == '+' ? (byte)' ' : value[i];
            }
        }

        return Encoding.UTF8.GetString(decoded[..length]);
    }

    private static bool TryEscape(ReadOnlySpan<byte> text, out byte value)
    {
        value = 0;
        return text.Length >= 3 && byte.TryParse(text[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
