using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>
/// The name a client gives itself in HELO or EHLO, at most 255 octets of ASCII (a name with U-labels is sent as A-labels, RFC 6531 section 3.7.1). It consists
/// of letters, digits, <c>- _ . : [ ]</c> alone, or is a literal of printable characters, so it can stand in a log or a trace field as it is.
/// </summary>
public sealed record ClientName
{
    private static readonly SearchValues<byte> s_tolerated = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."u8);

    private ClientName(string text, ClientNameForm form, IPAddress? address)
    {
        Text = text;
        Form = form;
        Address = address;
    }

    /// <summary>The name as it was written.</summary>
    public string Text { get; }

    /// <summary>Which form it has.</summary>
    public ClientNameForm Form { get; }

    /// <summary>The address it states, with brackets or without.</summary>
    public IPAddress? Address { get; }

    /// <summary>Reads a name that fills the whole of <paramref name="text"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out ClientName? name)
    {
        name = null;
        if (text.IsEmpty || text.Length > MailDomain.MaximumLength)
        {
            return false;
        }

        if (AddressLiteralSyntax.TryParseIpv4(text, out var address) || AddressLiteralSyntax.TryParseIpv6(text, out address)
            || (text[0] == '[' && text[^1] == ']' && AddressLiteralSyntax.TryParseIpv6(text[1..^1], out address)))
        {
            name = new ClientName(Encoding.ASCII.GetString(text), ClientNameForm.Irregular, address);
        }
        else if (MailDomain.TryParse(text, smtpUtf8: false, out var domain, out _))
        {
            var form = domain.Kind == MailDomainKind.Name ? ClientNameForm.Domain : ClientNameForm.AddressLiteral;
            name = new ClientName(Encoding.ASCII.GetString(text), form, domain.Address);
        }
        else if (!text.ContainsAnyExcept(s_tolerated) && text[0] != '.' && text.IndexOf(".."u8) < 0)
        {
            name = new ClientName(Encoding.ASCII.GetString(text), ClientNameForm.Irregular, address: null);
        }

        return name is not null;
    }

    /// <summary>A name that this server gives itself as a client.</summary>
    /// <exception cref="ArgumentException">It is no name by the rules above.</exception>
    public static ClientName From(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryParse(Encoding.UTF8.GetBytes(name), out var parsed) ? parsed : throw new ArgumentException($"'{name}' is no name for EHLO.", nameof(name));
    }

    /// <summary><see cref="Text"/>.</summary>
    public override string ToString() => Text;
}
