using System.Net.Sockets;
using System.Text;

namespace WebPublisher.SmtpSideBySide.Load;

/// <summary>Clients that send one message after the other.</summary>
internal static class MailLoad
{
    private static readonly string[] s_words =
        "the meeting about our budget has moved to Thursday please send me your figures before noon so that we can look at them and bring the report with you thanks for all".Split(' ');

    /// <summary>Sends messages from so many clients at once.</summary>
    /// <returns>How many were accepted.</returns>
    public static async Task<int> RunAsync(int port, Scenario scenario, int clients, int messages)
    {
        var content = Compose(scenario.Size);
        var left = messages;
        var accepted = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(SendAsync)));
        return accepted.Sum();

        async Task<int> SendAsync()
        {
            var sent = 0;
            while (Volatile.Read(ref left) > 0)
            {
                try
                {
                    using var client = await MailClient.ConnectAsync(port, scenario.Tls);
                    for (var count = 0; count < scenario.MessagesPerConnection && Interlocked.Decrement(ref left) >= 0; count++)
                    {
                        await client.SendAsync(content);
                        sent++;
                    }

                    await client.QuitAsync();
                }
                catch (Exception e) when (e is IOException or SocketException)
                {
                    Console.Error.WriteLine(e.Message);
                }
            }

            return sent;
        }
    }

    private static byte[] Compose(int size)
    {
        var text = new StringBuilder("From: ann@client.example\r\nTo: user@example.test\r\nSubject: load\r\nDate: Sat, 21 Nov 2026 10:00:00 +0000\r\n")
            .Append("Message-ID: <1@client.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n");
        // Words, for agents that read; always the same, so that runs can be compared.
        var random = new Random(1);
        while (text.Length + 80 < size)
        {
            for (var line = 0; line < 70;)
            {
                var word = s_words[random.Next(s_words.Length)];
                text.Append(word).Append(' ');
                line += word.Length + 1;
            }

            text.Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(text.Append("\r\n.\r\n").ToString());
    }
}
