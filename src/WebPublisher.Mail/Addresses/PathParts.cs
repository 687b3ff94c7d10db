namespace WebPublisher.Mail.Addresses;

/// <summary>What stood between the angle brackets of a path.</summary>
/// <param name="Mailbox">The mailbox, if there was one.</param>
/// <param name="HasSourceRoute">Whether a source route stood before it.</param>
/// <param name="IsBarePostmaster">Whether the path was <c>&lt;postmaster&gt;</c>.</param>
internal readonly record struct PathParts(MailAddress? Mailbox, bool HasSourceRoute, bool IsBarePostmaster);
