namespace WebPublisher.EndToEnd.Tests.Nodes;

/// <summary>Compares what clients were told with what the inner server has.</summary>
internal static class MailAccount
{
    /// <summary>Numbers of messages that were answered 250 and are neither at the inner server nor of those that are held.</summary>
    public static IReadOnlyList<string> Lost(MailLoad mail, MailSink sink) =>
        [.. mail.Accepted.Where(message => MailLoad.IsForTheSink(message.Value) && !sink.Taken.ContainsKey(message.Key)).Select(message => $"{message.Key} ({message.Value})")];

    /// <summary>Numbers of messages that are there more often than their clients have been left without an answer, and once more.</summary>
    public static IReadOnlyList<string> Doubled(MailLoad mail, MailSink sink) =>
        [.. sink.Taken.Where(message => message.Value > 1 + mail.Unanswered.GetValueOrDefault(message.Key)).Select(message => message.Key)];

    /// <summary>Fails when a message is lost, or there twice without need.</summary>
    public static void AssertNothingLost(MailLoad mail, MailSink sink)
    {
        Assert.Empty(Lost(mail, sink));
        Assert.Empty(Doubled(mail, sink));
    }
}
