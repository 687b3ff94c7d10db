namespace WebPublisher.EndToEnd.Tests.Mail;

/// <summary>One run of swaks.</summary>
/// <param name="MessageId">Message-ID of the message, without brackets.</param>
/// <param name="ExitCode">0 when the message was accepted; else the step that failed, as swaks numbers them.</param>
/// <param name="Transcript">Every line: <c>&lt;-</c> and <c>&lt;~</c> (under TLS) are the server's, <c>&lt;**</c> and <c>&lt;~*</c> those that were not hoped for.</param>
internal sealed record SwaksRun(string MessageId, int ExitCode, string Transcript)
{
    /// <summary>No recipient was accepted.</summary>
    public const int NoRecipient = 24;

    /// <summary>MAIL was refused.</summary>
    public const int SenderRefused = 23;

    /// <summary>The logon failed, or was not offered.</summary>
    public const int LogonFailed = 28;

    /// <summary>TLS failed, or was not offered.</summary>
    public const int TlsFailed = 29;

    /// <summary>Fails with the transcript unless the exit code is this one and these texts were said.</summary>
    public SwaksRun Ended(int exitCode, params string[] said)
    {
        Assert.True(ExitCode == exitCode, $"swaks: exit code {ExitCode} instead of {exitCode}\n{Transcript}");
        foreach (var text in said)
        {
            Assert.Contains(text, Transcript, StringComparison.Ordinal);
        }

        return this;
    }
}
