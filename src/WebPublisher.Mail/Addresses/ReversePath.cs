using System.Diagnostics.CodeAnalysis;

namespace WebPublisher.Mail.Addresses;

/// <summary>The envelope sender: a mailbox, or the null path of bounces (RFC 5321 sections 4.1.1.2 and 4.5.5).</summary>
public sealed record ReversePath
{
    private ReversePath(MailAddress? mailbox, bool hasSourceRoute)
    {
        Mailbox = mailbox;
        HasSourceRoute = hasSourceRoute;
    }

    /// <summary>The null path <c>&lt;&gt;</c>.</summary>
    public static ReversePath Null { get; } = new(null, hasSourceRoute: false);

    /// <summary>The sender; null for the null path.</summary>
    public MailAddress? Mailbox { get; }

    /// <summary>Whether this is the null path, to which no bounce may ever be sent.</summary>
    [MemberNotNullWhen(false, nameof(Mailbox))]
    public bool IsNull => Mailbox is null;

    /// <summary>Whether the client wrote a source route; it is not part of what is sent on (RFC 5321 appendix C lets a server ignore it).</summary>
    public bool HasSourceRoute { get; }

    /// <summary>A path to <paramref name="mailbox"/>.</summary>
    public static ReversePath To(MailAddress mailbox)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return new ReversePath(mailbox, hasSourceRoute: false);
    }

    /// <summary>Reads the path that begins <paramref name="text"/>.</summary>
    /// <param name="text">What stands directly after <c>FROM:</c>.</param>
    /// <param name="smtpUtf8">Whether UTF-8 is permitted. SMTPUTF8 is announced behind the path, so a command parser permits it here and decides afterwards.</param>
    /// <param name="path">The path.</param>
    /// <param name="length">The octets of the path; the rest is parameters.</param>
    /// <param name="reason">Why it is none.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, bool smtpUtf8, [NotNullWhen(true)] out ReversePath? path, out int length, out AddressReason reason)
    {
        path = null;
        reason = PathSyntax.Read(text, smtpUtf8, out var parts, out length);
        if (reason == AddressReason.None && parts.IsBarePostmaster)
        {
            reason = AddressReason.MissingDomain;
        }

        if (reason == AddressReason.None)
        {
            path = parts.Mailbox is null ? Null : new ReversePath(parts.Mailbox, parts.HasSourceRoute);
        }

        return path is not null;
    }

    /// <summary>The path as it is sent on, brackets included, without a source route.</summary>
    public override string ToString() => $"<{Mailbox}>";
}
