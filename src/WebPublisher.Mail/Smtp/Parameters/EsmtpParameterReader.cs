using System.Buffers;
using System.Text;

namespace WebPublisher.Mail.Smtp.Parameters;

/// <summary>
/// Takes the parameters behind a path one by one (RFC 5321 section 4.1.2, esmtp-param) and refuses those that are malformed, unknown, misplaced, repeated or of an
/// extension that was not announced. More than one space between parameters is tolerated: it can mean nothing else.
/// </summary>
/// <param name="text">What follows the path.</param>
/// <param name="allowed">The parameters of the command.</param>
/// <param name="offered">The extensions that were announced.</param>
internal ref struct EsmtpParameterReader(ReadOnlySpan<byte> text, EsmtpKeyword allowed, SmtpExtensions offered)
{
    private static readonly SearchValues<byte> s_keyword = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"u8);

    private ReadOnlySpan<byte> _rest = text;
    private EsmtpKeyword _seen;

    /// <summary>The parameter.</summary>
    public EsmtpKeyword Keyword { get; private set; }

    /// <summary>What stands behind its equals sign.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Why reading stopped early.</summary>
    public SmtpSyntaxReason Reason { get; private set; }

    /// <summary>Goes to the next parameter; false at the end and upon an error.</summary>
    public bool Read()
    {
        _rest = _rest.TrimStart((byte)' ');
        if (_rest.IsEmpty)
        {
            return false;
        }

        var end = _rest.IndexOf((byte)' ');
        var parameter = end < 0 ? _rest : _rest[..end];
        _rest = _rest[parameter.Length..];

        var equals = parameter.IndexOf((byte)'=');
        var word = equals < 0 ? parameter : parameter[..equals];
        Value = equals < 0 ? [] : parameter[(equals + 1)..];

        // An equals sign with nothing behind it, and a second one, are outside the grammar.
        if (word.IsEmpty || word[0] == '-' || word.ContainsAnyExcept(s_keyword) || (equals >= 0 && (Value.IsEmpty || Value.Contains((byte)'='))))
        {
            return Fail(SmtpSyntaxReason.ParameterSyntax);
        }

        Keyword = Recognize(word);
        if (Keyword == EsmtpKeyword.Unknown)
        {
            return Fail(SmtpSyntaxReason.UnknownParameter);
        }

        if ((Keyword & allowed) == EsmtpKeyword.Unknown)
        {
            return Fail(SmtpSyntaxReason.MisplacedParameter);
        }

        if ((_seen & Keyword) != EsmtpKeyword.Unknown)
        {
            return Fail(SmtpSyntaxReason.RepeatedParameter);
        }

        if (!IsOffered())
        {
            return Fail(SmtpSyntaxReason.ParameterNotOffered);
        }

        _seen |= Keyword;
        if (equals >= 0 == (Keyword == EsmtpKeyword.SmtpUtf8))
        {
            return Fail(SmtpSyntaxReason.BadParameterValue);
        }

        return true;
    }

    /// <summary>Stops with a reason.</summary>
    public bool Fail(SmtpSyntaxReason reason)
    {
        Reason = reason;
        _rest = [];
        return false;
    }

    private readonly bool IsOffered() => Keyword switch
    {
        EsmtpKeyword.Size => (offered & SmtpExtensions.Size) != SmtpExtensions.None,
        EsmtpKeyword.Body => (offered & (SmtpExtensions.EightBitMime | SmtpExtensions.BinaryMime)) != SmtpExtensions.None,
        EsmtpKeyword.SmtpUtf8 => (offered & SmtpExtensions.SmtpUtf8) != SmtpExtensions.None,
        EsmtpKeyword.Auth => (offered & SmtpExtensions.Auth) != SmtpExtensions.None,
        _ => (offered & SmtpExtensions.Dsn) != SmtpExtensions.None,
    };

    private static EsmtpKeyword Recognize(ReadOnlySpan<byte> word)
        => Ascii.EqualsIgnoreCase(word, "SIZE"u8) ? EsmtpKeyword.Size
            : Ascii.EqualsIgnoreCase(word, "BODY"u8) ? EsmtpKeyword.Body
            : Ascii.EqualsIgnoreCase(word, "SMTPUTF8"u8) ? EsmtpKeyword.SmtpUtf8
            : Ascii.EqualsIgnoreCase(word, "RET"u8) ? EsmtpKeyword.Ret
            : Ascii.EqualsIgnoreCase(word, "ENVID"u8) ? EsmtpKeyword.EnvId
            : Ascii.EqualsIgnoreCase(word, "AUTH"u8) ? EsmtpKeyword.Auth
            : Ascii.EqualsIgnoreCase(word, "NOTIFY"u8) ? EsmtpKeyword.Notify
            : Ascii.EqualsIgnoreCase(word, "ORCPT"u8) ? EsmtpKeyword.Orcpt
            : EsmtpKeyword.Unknown;
}
