using WebPublisher.Mail.Smtp;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Tests.Receive;

public sealed class CommandTableTests
{
    [Theory]
    [InlineData(SmtpVerb.Mail, "503 5.5.2 Send hello first", null, "503 5.5.2 Sender already specified", "503 5.5.2 Sender already specified", "503 5.5.2 Sender already specified")]
    [InlineData(SmtpVerb.Rcpt, "503 5.5.2 Send hello first", "503 5.5.2 Need mail command", null, null, "503 5.5.1 Bad sequence of commands")]
    [InlineData(SmtpVerb.Data, "503 5.5.2 Send hello first", "503 5.5.2 Need mail command", "503 5.5.2 Need rcpt command", null, "503 5.5.1 Bad sequence of commands")]
    [InlineData(SmtpVerb.Bdat, "503 5.5.2 Send hello first", "503 5.5.2 Need mail command", "503 5.5.2 Need rcpt command", null, null)]
    [InlineData(SmtpVerb.Auth, "503 5.5.2 Send hello first", null, "503 5.5.1 Bad sequence of commands", "503 5.5.1 Bad sequence of commands", "503 5.5.1 Bad sequence of commands")]
    [InlineData(SmtpVerb.Quit, null, null, null, null, null)]
    [InlineData(SmtpVerb.Unknown, null, null, null, null, null)]
    public void Every_verb_has_its_row(SmtpVerb verb, string? greeted, string? ready, string? sender, string? recipients, string? chunks) => Assert.Equal(
        [greeted, ready, sender, recipients, chunks],
        Enum.GetValues<SessionState>().Select(state => CommandTable.Refusal(verb, state)?.ToString()));
}
