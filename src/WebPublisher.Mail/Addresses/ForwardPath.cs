using System.Diagnostics.CodeAnalysis;

namespace WebPublisher.Mail.Addresses;

/// <summary>An envelope recipient: a mailbox, or the bare <c>postmaster</c> in any case (RFC 5321 sections 4.1.1.3 and 4.5.1).</summary>
public sealed record ForwardPath
{
    private ForwardPath(MailAddress? mailbox, bool hasSourceRoute)
    {
        Mailbox = mailbox;
        HasSourceRoute = hasSourceRoute;
    }

    /// <summary>The path <c>&lt;postmaster&gt;</c>: the postmaster of whoever is asked.</summary>
    public static ForwardPath Postmaster { get; } = new(null, hasSourceRoute: false);

    /// <summary>The recipient; null for the bare postmaster.</summary>
    public MailAddress? Mailbox { get; }

    /// <summary>Whether this is the bare postmaster.</summary>
    [MemberNotNullWhen(false, nameof(Mailbox))]
    public bool IsBarePostmaster => Mailbox is null;

    /// <summary>Whether the client wrote a source route: an attempt to relay through us that RFC 5321 section 3.6.1 lets a server refuse.</summary>
    public bool HasSourceRoute { get; }

    /// <summary>A path to <paramref name="mailbox"/>.</summary>
    public static ForwardPath To(MailAddress mailbox)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return new ForwardPath(mailbox, hasSourceRoute: false);
    }

    /// <summary>Reads the path that begins <paramref name="text"/>.</summary>
    /// <param name="text">What stands directly after <c>TO:</c>.</param>
    /// <param name="smtpUtf8">Whether UTF-8 is permitted: SMTPUTF8 was given with MAIL.</param>
    /// <param name="path">The path.</param>
    /// <param name="length">The octets of the path; the rest is parameters.</param>
    /// <param name="reason">Why it is none.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, bool smtpUtf8, [NotNullWhen(true)] out ForwardPath? path, out int length, out AddressReason reason)
    {
        path = null;
        reason = PathSyntax.Read(text, smtpUtf8, out var parts, out length);
        if (reason == AddressReason.None && parts is { Mailbox: null, IsBarePostmaster: false })
        {
            reason = AddressReason.NullPath;
        }

        if (reason == AddressReason.None)
        {
            path = parts.Mailbox is null ? Postmaster : new ForwardPath(parts.Mailbox, parts.HasSourceRoute);
        }

        return path is not null;
    }

    /// <summary>The path as it is sent on, brackets included, without a source route.</summary>
    public override string ToString() => IsBarePostmaster ? "<postmaster>" : $"<{Mailbox}>";
}
