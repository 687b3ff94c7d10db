using System.Formats.Asn1;
using System.Text;

namespace WebPublisher.Smtp.Directories;

/// <summary>One message of a directory server (RFC 4511 section 4.1.1).</summary>
/// <param name="Id">The number of the request it answers; 0 when it answers none.</param>
/// <param name="Operation">What it is, by the number of its application tag.</param>
/// <param name="ResultCode">The outcome; null where it has none, as an entry.</param>
/// <param name="Diagnostic">What the server says about the outcome.</param>
internal sealed record LdapResponse(int Id, int Operation, int? ResultCode, string Diagnostic)
{
    /// <summary>The answer to a logon.</summary>
    public const int BindResponse = 1;

    /// <summary>An entry that was found.</summary>
    public const int SearchEntry = 4;

    /// <summary>The end of a search.</summary>
    public const int SearchDone = 5;

    /// <summary>Another server that might know more.</summary>
    public const int SearchReference = 19;

    private const int ExtendedResponse = 24;

    /// <summary>Reads a whole message.</summary>
    /// <exception cref="AsnContentException">It is none.</exception>
    public static LdapResponse Parse(ReadOnlyMemory<byte> octets)
    {
        var message = new AsnReader(octets, AsnEncodingRules.BER).ReadSequence();
        if (!message.TryReadInt32(out var id))
        {
            throw new AsnContentException("a message without a number");
        }

        var tag = message.PeekTag();
        if (tag.TagClass != TagClass.Application)
        {
            throw new AsnContentException("a message without an operation");
        }

        if (tag.TagValue is not (BindResponse or SearchDone or ExtendedResponse))
        {
            return new LdapResponse(id, tag.TagValue, ResultCode: null, "");
        }

        var result = message.ReadSequence(tag);
        var code = (int)result.ReadEnumeratedBytes().Span[^1];
        result.ReadOctetString();
        return new LdapResponse(id, tag.TagValue, code, Encoding.UTF8.GetString(result.ReadOctetString()));
    }
}
