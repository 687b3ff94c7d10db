using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace WebPublisher.EndToEnd.Tests.Webmail;

/// <summary>A user's INBOX over IMAP (RFC 3501) with implicit TLS: just enough to put a message there and to see some arrive.</summary>
internal sealed partial class ImapMailbox : IAsyncDisposable
{
    private readonly SslStream _stream;
    private readonly StreamReader _reader;
    private int _tag;

    private ImapMailbox(SslStream stream)
    {
        _stream = stream;
        _reader = new StreamReader(stream, Encoding.Latin1);
    }

    /// <summary>Connects, checks the server's certificate against the inner CA, logs in and selects INBOX.</summary>
    public static async Task<ImapMailbox> OpenAsync(int port, string authority, MailUser user)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        var stream = new SslStream(client.GetStream());
        using var root = X509CertificateLoader.LoadCertificateFromFile(authority);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "mail.internal.test",
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { root },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        });
        var mailbox = new ImapMailbox(stream);
        await mailbox._reader.ReadLineAsync();
        await mailbox.CommandAsync($"LOGIN {user.Name} {user.Password}");
        await mailbox.CommandAsync("SELECT INBOX");
        return mailbox;
    }

    /// <summary>Puts a plain text message there, unread.</summary>
    public async Task AppendAsync(string from, string to, string subject, string text)
    {
        var message = $"From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + $"Date: {TimeProvider.System.GetUtcNow():r}\r\nMessage-ID: <{Guid.NewGuid():N}@example.test>\r\n\r\n{text}\r\n";
        await CommandAsync($"APPEND INBOX {{{Encoding.UTF8.GetByteCount(message)}+}}\r\n{message}");
    }

    /// <summary>Has the server count this mailbox's changes from now on (RFC 7162, section 3.1), which outlives the connection.</summary>
    public async Task CountChangesAsync() => await CommandAsync("SELECT INBOX (CONDSTORE)");

    /// <summary>Waits until a message with this subject is there, and returns its source. Fails when time is up.</summary>
    public async Task<string> WaitForAsync(string subject, TimeSpan timeout)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < timeout)
        {
            var found = (await CommandAsync($"SEARCH SUBJECT \"{subject}\"")).Split('\n')[0].Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (found is ["*", "SEARCH", .., var number] && int.TryParse(number, CultureInfo.InvariantCulture, out _))
            {
                return await CommandAsync($"FETCH {number} BODY.PEEK[]");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        Assert.Fail($"No message \"{subject}\" arrived within {timeout}.");
        return "";
    }

    /// <summary>Waits until a message with this Message-ID (without brackets) is there, and returns it octet by octet. Fails when time is up.</summary>
    public async Task<byte[]> WaitForMessageAsync(string messageId, TimeSpan timeout)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < timeout)
        {
            var found = await CommandAsync($"UID SEARCH HEADER Message-ID \"<{messageId}>\"");
            if (found.Split('\n').First(line => line.StartsWith("* SEARCH", StringComparison.Ordinal)).Split(' ') is [_, _, var number, ..])
            {
                return Assert.Single(await FetchAsync(number));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        Assert.Fail($"No message <{messageId}> arrived within {timeout}.");
        return [];
    }

    /// <summary>All messages that are there, octet by octet.</summary>
    public async Task<IReadOnlyList<byte[]>> MessagesAsync()
    {
        await CommandAsync("NOOP");
        return await FetchAsync("1:*");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _stream.DisposeAsync();
    }

    private async Task<List<byte[]>> FetchAsync(string numbers)
    {
        var tag = await SendAsync($"UID FETCH {numbers} BODY.PEEK[]");
        List<byte[]> messages = [];
        while (await _reader.ReadLineAsync() is { } line)
        {
            if (IsEnd(line, tag))
            {
                return messages;
            }

            if (Literal().Match(line) is { Success: true } literal)
            {
                var text = new char[int.Parse(literal.Groups["octets"].ValueSpan, CultureInfo.InvariantCulture)];
                Assert.Equal(text.Length, await _reader.ReadBlockAsync(text));
                messages.Add(Encoding.Latin1.GetBytes(text));
            }
        }

        throw new IOException("The IMAP server closed the connection during FETCH.");
    }

    private async Task<string> CommandAsync(string command)
    {
        var tag = await SendAsync(command);
        var answer = new StringBuilder();
        while (await _reader.ReadLineAsync() is { } line)
        {
            if (IsEnd(line, tag))
            {
                return answer.ToString();
            }

            answer.Append(line).Append('\n');
        }

        throw new IOException($"The IMAP server closed the connection during {command.Split(' ')[0]}.");
    }

    private async Task<string> SendAsync(string command)
    {
        var tag = $"a{++_tag} ";
        await _stream.WriteAsync(Encoding.UTF8.GetBytes($"{tag}{command}\r\n"));
        return tag;
    }

    private static bool IsEnd(string line, string tag)
    {
        if (!line.StartsWith(tag, StringComparison.Ordinal))
        {
            return false;
        }

        Assert.StartsWith($"{tag}OK", line, StringComparison.Ordinal);
        return true;
    }

    [GeneratedRegex(@"^\* \d+ FETCH .*\{(?<octets>\d+)\}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Literal();
}
