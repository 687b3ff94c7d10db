using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.EndToEnd.Tests.Nodes;

/// <summary>
/// Mail servers that bring messages, through the balancer. Each message has a number; one that gets no final answer, or 4xx, is sent again, as RFC 5321 section 4.5.4.1 asks.
/// </summary>
/// <param name="balancer">Says which node to connect to.</param>
/// <param name="pause">How long each client waits between two messages.</param>
internal sealed class MailLoad(Balancer balancer, TimeSpan pause)
{
    private static readonly string s_attachment = string.Join("\r\n", Enumerable.Repeat(new string('Q', 76), 2000));

    private readonly ConcurrentDictionary<string, string> _accepted = new();
    private readonly ConcurrentDictionary<string, int> _unanswered = new();
    private int _last;
    private long _comeAgain;

    private enum Kind
    {
        Clean,
        Attachment,
        Pipelined,
        Slow,
        Spam,
        Leak,
    }

    /// <summary>What each kind of client has seen; a message counts once.</summary>
    public IReadOnlyList<LoadCount> Counts { get; } = [.. Enum.GetNames<Kind>().Select(name => new LoadCount($"mail {name.ToLowerInvariant()}"))];

    /// <summary>Numbers of the messages that got 250 at their end, with their kind.</summary>
    public IReadOnlyDictionary<string, string> Accepted => _accepted;

    /// <summary>How often each message broke off after its content had been sent whole: it may have been taken once for each.</summary>
    public IReadOnlyDictionary<string, int> Unanswered => _unanswered;

    /// <summary>Sessions and messages that were answered 421 or 4xx and sent again.</summary>
    public long ComeAgain => Interlocked.Read(ref _comeAgain);

    /// <summary>Numbers of messages that the server holds: those of the kind whose rule says so.</summary>
    public int Held => _accepted.Count(message => message.Value == nameof(Kind.Leak));

    /// <summary>Runs clients until they are stopped; messages under way are brought to their end.</summary>
    public Task RunAsync(int clients, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, clients).Select(number => Task.Run(() => SendAsync(number, stop), CancellationToken.None)));

    /// <summary>Whether a message was to be taken and must be at the inner server.</summary>
    public static bool IsForTheSink(string kind) => kind != nameof(Kind.Leak);

    private async Task SendAsync(int turn, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var kind = (Kind)(turn++ % Enum.GetValues<Kind>().Length);
            var number = Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
            while (!await TryAsync(kind, number))
            {
                await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
            }

            await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Sends a message once; false when it has to be sent again.</summary>
    private async Task<bool> TryAsync(Kind kind, string number)
    {
        var (node, since, count, isSent) = (balancer.Pick(), TimeProvider.System.GetTimestamp(), Counts[(int)kind], false);
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(node.Smtp);
            await using var stream = new NetworkStream(socket);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            if (!await HearAsync(reader, "220"))
            {
                return false;
            }

            await SayAsync(stream, "EHLO client.example.net\r\n");
            if (!await HearAsync(reader, "250"))
            {
                return false;
            }

            string[] commands = [$"MAIL FROM:<ann{number}@sender.example>\r\n", "RCPT TO:<bob@example.test>\r\n", "DATA\r\n"];
            if (kind == Kind.Pipelined)
            {
                await SayAsync(stream, string.Concat(commands));
            }

            for (var i = 0; i < commands.Length; i++)
            {
                if (kind != Kind.Pipelined)
                {
                    await SayAsync(stream, commands[i]);
                }

                if (!await HearAsync(reader, i == commands.Length - 1 ? "354" : "250"))
                {
                    return false;
                }
            }

            await SayContentAsync(stream, kind, number);
            isSent = true;
            await SayAsync(stream, ".\r\n");
            var expected = kind == Kind.Spam ? "550" : "250";
            var reply = await ReplyAsync(reader);
            if (reply[0] == '4')
            {
                Interlocked.Increment(ref _comeAgain);
                return false;
            }

            if (!reply.StartsWith(expected, StringComparison.Ordinal))
            {
                count.Lose(node, since, $"message {number}: {reply}");
                return true;
            }

            if (expected == "250")
            {
                _accepted[number] = kind.ToString();
            }

            count.Succeed();
            return true;
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidDataException)
        {
            if (isSent)
            {
                _unanswered.AddOrUpdate(number, 1, static (_, times) => times + 1);
            }

            count.Lose(node, since, $"message {number}{(isSent ? ", sent" : "")}: {e.Message}");
            return false;
        }
    }

    private static async Task SayContentAsync(NetworkStream stream, Kind kind, string number)
    {
        var subject = kind switch { Kind.Spam => "cheap-pills-now", Kind.Leak => "project-falcon", _ => "hello" };
        var head = $"From: ann{number}@sender.example\r\nTo: bob@example.test\r\nDate: Thu, 1 Jan 2026 10:00:00 +0000\r\nMessage-ID: <{number}@sender.example>\r\nSubject: {subject}\r\nX-Number: {number}\r\n";
        if (kind == Kind.Attachment)
        {
            await SayAsync(stream, $"{head}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nsee there\r\n--b\r\n"
                + $"Content-Type: image/png; name=a.png\r\nContent-Disposition: attachment; filename=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n{s_attachment}\r\n--b--\r\n");
            return;
        }

        await SayAsync(stream, $"{head}\r\n");
        for (var line = 0; line < 5; line++)
        {
            await SayAsync(stream, $"line {line} of a letter\r\n");
            if (kind == Kind.Slow)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
            }
        }
    }

    private static Task SayAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    /// <summary>Whether the reply is the one that lets the dialog go on; false for 4xx, after which the message is sent again.</summary>
    private async Task<bool> HearAsync(StreamReader reader, string expected)
    {
        var reply = await ReplyAsync(reader);
        if (reply[0] == '4')
        {
            Interlocked.Increment(ref _comeAgain);
            return false;
        }

        return reply.StartsWith(expected, StringComparison.Ordinal) ? true : throw new InvalidDataException($"{reply} instead of {expected}");
    }

    private static async Task<string> ReplyAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { Length: > 3 } line)
        {
            if (line[3] != '-')
            {
                return line;
            }
        }

        throw new IOException("the session ended without a reply");
    }
}
