using System.Text;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>Dialogs around one message, for tests of agents that look at content.</summary>
internal static class MessageDialog
{
    /// <summary>Sends a message and expects a reply to it.</summary>
    /// <param name="rig">The connector.</param>
    /// <param name="message">The content, lines divided by LF, ASCII.</param>
    /// <param name="reply">How the reply behind the content begins.</param>
    /// <param name="sender">The envelope sender.</param>
    /// <param name="recipients">The envelope recipients.</param>
    public static Task SendAsync(this ReceiveRig rig, string message, string reply = "250", string sender = "ann@client.example", params string[] recipients)
    {
        var dialog = new StringBuilder("S: 220\nC: HELO c.example\nS: 250\n").Append($"C: MAIL FROM:<{sender}>\nS: 250\n");
        foreach (var recipient in recipients.DefaultIfEmpty("bob@example.com"))
        {
            dialog.Append($"C: RCPT TO:<{recipient}>\nS: 250\n");
        }

        dialog.Append("C: DATA\nS: 354\n");
        foreach (var line in message.TrimEnd('\n').Split('\n'))
        {
            dialog.Append(line.Length == 0 ? "C:\n" : $"C: {line}\n");
        }

        return rig.TalkAsync(dialog.Append($"C: .\nS: {reply}").ToString());
    }

    /// <summary>The message that reached the inner server last, without our trace field, lines divided by LF.</summary>
    public static string Delivered(this InnerServer server)
    {
        var text = Encoding.Latin1.GetString(server.Messages.Last()).Replace("\r\n", "\n", StringComparison.Ordinal);
        var trace = text.IndexOf("Received: from c.example", StringComparison.Ordinal);
        var end = trace;
        do
        {
            end = text.IndexOf('\n', end) + 1;
        }
        while (text[end] == '\t');
        return text[..trace] + text[end..];
    }
}
