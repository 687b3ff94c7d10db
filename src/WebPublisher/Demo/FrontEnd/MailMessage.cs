namespace WebPublisher.Demo.FrontEnd;

/// <summary>One message of plain text.</summary>
/// <param name="Id">Its number within the mailbox, from 1.</param>
/// <param name="Folder">Where it lies.</param>
/// <param name="From">Sender, as <c>Name &lt;address&gt;</c> or an address alone.</param>
/// <param name="To">Recipient, in the same form.</param>
/// <param name="Subject">Subject line, without line breaks.</param>
/// <param name="Body">The text, lines separated by LF.</param>
/// <param name="Sent">When it was sent.</param>
/// <param name="IsRead">Whether it has been opened.</param>
public sealed record MailMessage(int Id, MailFolder Folder, string From, string To, string Subject, string Body, DateTimeOffset Sent, bool IsRead);
