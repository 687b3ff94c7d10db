using System.Collections.Immutable;
using System.Globalization;
using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Mail.Smtp;

/// <summary>What a server announces in its answer to EHLO (RFC 5321 section 4.1.1.1).</summary>
public sealed record EhloKeywords
{
    private const int MaximumMechanisms = 32;

    private static readonly (SmtpExtensions Extension, string Keyword)[] s_plain =
    [
        (SmtpExtensions.Pipelining, "PIPELINING"),
        (SmtpExtensions.Dsn, "DSN"),
        (SmtpExtensions.EnhancedStatusCodes, "ENHANCEDSTATUSCODES"),
        (SmtpExtensions.StartTls, "STARTTLS"),
        (SmtpExtensions.EightBitMime, "8BITMIME"),
        (SmtpExtensions.BinaryMime, "BINARYMIME"),
        (SmtpExtensions.Chunking, "CHUNKING"),
        (SmtpExtensions.SmtpUtf8, "SMTPUTF8"),
    ];

    /// <summary>Nothing: the answer to HELO.</summary>
    public static EhloKeywords None { get; } = new();

    /// <summary>The extensions.</summary>
    public SmtpExtensions Extensions { get; init; }

    /// <summary>The largest message in octets (RFC 1870); null if SIZE was not announced or names no limit.</summary>
    public long? MaximumSize { get; init; }

    /// <summary>The SASL mechanisms of AUTH in upper case, in the server's order.</summary>
    public ImmutableArray<string> AuthMechanisms { get; init; } = [];

    /// <summary>Reads the answer of a server. Keywords not known here, and values that make no sense, are passed over.</summary>
    public static EhloKeywords Parse(SmtpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var extensions = SmtpExtensions.None;
        long? maximum = null;
        var mechanisms = ImmutableArray.CreateBuilder<string>();
        foreach (var line in reply.Lines.AsSpan(1..))
        {
            // "AUTH=LOGIN" is what servers before the standard wrote, and some write still beside the standard's form.
            var words = line.ToUpperInvariant().Split([' ', '='], StringSplitOptions.RemoveEmptyEntries);
            var keyword = words.Length == 0 ? "" : words[0];
            switch (keyword)
            {
                case "SIZE":
                    extensions |= SmtpExtensions.Size;
                    maximum = words.Length > 1 && long.TryParse(words[1], NumberStyles.None, provider: null, out var size) && size > 0 ? size : null;
                    break;
                case "AUTH":
                    extensions |= SmtpExtensions.Auth;
                    foreach (var mechanism in words.AsSpan(1))
                    {
                        if (mechanisms.Count < MaximumMechanisms && !mechanisms.Contains(mechanism))
                        {
                            mechanisms.Add(mechanism);
                        }
                    }

                    break;
                default:
                    var index = Array.FindIndex(s_plain, entry => entry.Keyword == keyword);
                    extensions |= index < 0 ? SmtpExtensions.None : s_plain[index].Extension;
                    break;
            }
        }

        return new EhloKeywords { Extensions = extensions, MaximumSize = maximum, AuthMechanisms = mechanisms.DrainToImmutable() };
    }

    /// <summary>Whether all of <paramref name="extensions"/> are announced.</summary>
    public bool Has(SmtpExtensions extensions) => (Extensions & extensions) == extensions;

    /// <summary>The reply that announces them behind a line of greeting.</summary>
    public SmtpReply ToReply(string greeting)
    {
        var lines = new List<string> { greeting };
        if (Has(SmtpExtensions.Size))
        {
            lines.Add(MaximumSize is { } size ? $"SIZE {size}" : "SIZE");
        }

        lines.AddRange(from entry in s_plain where Has(entry.Extension) select entry.Keyword);
        if (Has(SmtpExtensions.Auth))
        {
            lines.Add($"AUTH {string.Join(' ', AuthMechanisms)}");
        }

        return SmtpReply.Create(250, [.. lines]);
    }

    /// <inheritdoc/>
    public bool Equals(EhloKeywords? other)
        => other is not null && Extensions == other.Extensions && MaximumSize == other.MaximumSize && AuthMechanisms.SequenceEqual(other.AuthMechanisms);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Extensions, MaximumSize, AuthMechanisms.Length);
}
