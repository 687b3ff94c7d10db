using System.Net.Sockets;
using System.Text;

namespace WebPublisher.SmtpSideBySide.Load;

/// <summary>Clients that send one message after the other.</summary>
internal static class MailLoad
{
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
        while (text.Length + 78 < size)
        {
            text.Append('Q', 76).Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(text.Append('Q', Math.Max(0, size - text.Length - 2)).Append("\r\n.\r\n").ToString());
    }
}
