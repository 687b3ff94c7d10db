using System.Text;

namespace WebPublisher.Smtp.Agents.Changes;

/// <summary>A header field that is put in front of the message, above our trace field, as RFC 7208 section 9.1 wants it of verdicts.</summary>
public sealed record StampField : MailChange
{
    /// <summary>The most characters of a value: far from the 998 that RFC 5322 section 2.1.1 lets a line have.</summary>
    public const int MaximumValue = 900;

    /// <summary>A field.</summary>
    /// <param name="name">Its name: visible ASCII without a colon.</param>
    /// <param name="value">Its value: printable ASCII. What is beyond <see cref="MaximumValue"/> is cut off, and other characters become question marks, for values quote strangers.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name of a field.</exception>
    public StampField(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        if (name.Any(c => c is <= ' ' or > '~' or ':'))
        {
            throw new ArgumentException($"'{name}' is no name of a header field.", nameof(name));
        }

        Name = name;
        Value = string.Concat(value.Take(MaximumValue).Select(c => c is >= ' ' and <= '~' ? c : '?'));
    }

    /// <summary>The field's name.</summary>
    public string Name { get; }

    /// <summary>The field's value.</summary>
    public string Value { get; }

    /// <summary>The field as it is sent, CRLF behind it.</summary>
    public override string ToString() => $"{Name}: {Value}\r\n";

    internal byte[] ToOctets() => Encoding.ASCII.GetBytes(ToString());
}
