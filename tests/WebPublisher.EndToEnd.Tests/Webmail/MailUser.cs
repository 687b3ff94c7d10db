namespace WebPublisher.EndToEnd.Tests.Webmail;

/// <summary>A user of the inner webmail.</summary>
internal sealed record MailUser(string Name, string Password, string Address);
