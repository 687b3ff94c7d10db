using System.Net;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Antivirus;

namespace WebPublisher.Smtp.Tests.Antivirus;

public sealed class ClamdScannerTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(1_000_000)]
    public async Task The_whole_content_is_sent(int length)
    {
        var seen = new TaskCompletionSource<byte[]>();
        using var clamd = new FakeClamd(async stream =>
        {
            seen.SetResult(await FakeClamd.ReadContentAsync(stream));
            await stream.WriteAsync("stream: OK\0"u8.ToArray());
        });
        var content = new byte[length];
        Random.Shared.NextBytes(content);
        Assert.Equal(ScanVerdict.Clean, (await ScanAsync(new ClamdScanner(clamd.Policy, _time), content)).Verdict);
        Assert.Equal(content, await seen.Task);
    }

    [Fact]
    public async Task An_answer_in_pieces_is_one()
    {
        using var clamd = new FakeClamd(async stream =>
        {
            await FakeClamd.ReadContentAsync(stream);
            foreach (var octet in "stream: Test FOUND\0")
            {
                await stream.WriteAsync(new[] { (byte)octet });
            }
        });
        Assert.Equal(new ClamdReply(ScanVerdict.Infected, "Test"), await ScanAsync(new ClamdScanner(clamd.Policy, _time)));
    }

    [Fact]
    public async Task Who_answers_before_the_end_and_hangs_up_is_heard()
    {
        using var clamd = new FakeClamd(async stream =>
        {
            await stream.ReadExactlyAsync(new byte[100]);
            await stream.WriteAsync("INSTREAM size limit exceeded. ERROR\0"u8.ToArray());
        });
        Assert.Equal(ScanVerdict.TooLarge, (await ScanAsync(new ClamdScanner(clamd.Policy, _time), new byte[20_000_000])).Verdict);
    }

    [Theory]
    [InlineData("", "clamd hung up without an answer")]
    [InlineData("stream: OK", "clamd hung up within its answer")]
    [InlineData("stream: OK\n", "clamd hung up within its answer")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\0", "clamd answered 'HTTP/1.1 400 Bad Request??'")]
    [InlineData("LONG", "clamd answered with more than 1024 octets")]
    public async Task Garbage_is_no_answer(string answer, string message)
    {
        using var clamd = FakeClamd.Answering(answer == "LONG" ? new string('x', 5000) : answer);
        Assert.Equal(message, await FailureAsync(new ClamdScanner(clamd.Policy, _time)));
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_is_scanned()
    {
        ClamdAddress address;
        using (var gone = FakeClamd.Answering(""))
        {
            address = gone.Address;
        }

        Assert.StartsWith($"{address}: ", await FailureAsync(new ClamdScanner(Policy(address), _time)), StringComparison.Ordinal);
        var socket = new ClamdAddress(new UnixDomainSocketEndPoint("/nowhere/clamd"));
        Assert.StartsWith("unix:/nowhere/clamd: ", await FailureAsync(new ClamdScanner(Policy(socket), _time)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_has_its_time()
    {
        using var clamd = new FakeClamd(_ => new TaskCompletionSource().Task);
        var policy = clamd.Policy with { ScanTimeout = TimeSpan.FromSeconds(7), ConnectTimeout = TimeSpan.FromMinutes(1) };
        var failure = FailureAsync(new ClamdScanner(policy, _time));
        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal($"{clamd.Address} gave no answer within 7 s", await failure);
    }

    [Fact]
    public async Task A_connection_has_its_time()
    {
        // A queue of one that is full: the kernel answers no further SYN.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using var first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await first.ConnectAsync(full.LocalEndPoint!);
        var address = new ClamdAddress(full.LocalEndPoint!);
        var failure = FailureAsync(new ClamdScanner(Policy(address), _time));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal($"{address} took no connection within 3 s", await failure);
    }

    [Fact]
    public async Task So_many_are_scanned_at_once_and_the_next_waits_for_its_place()
    {
        var go = new TaskCompletionSource();
        using var begun = new SemaphoreSlim(0);
        using var clamd = new FakeClamd(async stream =>
        {
            await FakeClamd.ReadContentAsync(stream);
            begun.Release();
            await go.Task;
            await stream.WriteAsync("stream: OK\0"u8.ToArray());
        });
        var scanner = new ClamdScanner(clamd.Policy with { Scans = 2, ConnectTimeout = TimeSpan.FromSeconds(9) }, _time);
        Task<ClamdReply>[] running = [ScanAsync(scanner), ScanAsync(scanner)];
        Assert.True(await begun.WaitAsync(s_limit) && await begun.WaitAsync(s_limit));
        var crowded = FailureAsync(scanner);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("no scan has ended for 9 s", await crowded);
        var waiting = ScanAsync(scanner);
        go.SetResult();
        Assert.All(await Task.WhenAll([.. running, waiting]).WaitAsync(s_limit), reply => Assert.Equal(ScanVerdict.Clean, reply.Verdict));
        Assert.Equal(3, clamd.Connections);
    }

    [Fact]
    public async Task A_clamd_that_fails_again_and_again_is_left_alone_for_a_while()
    {
        var works = false;
        using var clamd = new FakeClamd(async stream =>
        {
            await FakeClamd.ReadContentAsync(stream);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(works ? "stream: OK\0" : "no\0"));
        });
        var scanner = new ClamdScanner(clamd.Policy, _time);
        for (var failed = 0; failed < 5; failed++)
        {
            Assert.Equal("clamd answered 'no'", await FailureAsync(scanner));
        }

        works = true;
        Assert.Equal($"{clamd.Address} is left alone after failures: clamd answered 'no'", await FailureAsync(scanner));
        Assert.Equal(5, clamd.Connections);
        _time.Advance(ClamdScanner.Rest);
        Assert.Equal(ScanVerdict.Clean, (await ScanAsync(scanner)).Verdict);
    }

    [Fact]
    public async Task Who_waits_no_longer_frees_the_place()
    {
        using var clamd = new FakeClamd(async stream =>
        {
            if ((await FakeClamd.ReadContentAsync(stream)).Length == 1)
            {
                await new TaskCompletionSource().Task;
            }

            await stream.WriteAsync("stream: OK\0"u8.ToArray());
        });
        var scanner = new ClamdScanner(clamd.Policy with { Scans = 1 }, _time);
        using var impatience = new CancellationTokenSource();
        var scan = scanner.ScanAsync(() => new MemoryStream(new byte[1]), impatience.Token).AsTask();
        impatience.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scan.WaitAsync(s_limit));
        Assert.Equal(ScanVerdict.Clean, (await ScanAsync(scanner)).Verdict);
    }

    private static AntivirusPolicy Policy(ClamdAddress address) => new() { Location = new("policy.yaml", 9, 5), Clamd = address };

    private static Task<ClamdReply> ScanAsync(ClamdScanner scanner, byte[]? content = null) =>
        scanner.ScanAsync(() => new MemoryStream(content ?? [1, 2, 3]), CancellationToken.None).AsTask().WaitAsync(s_limit);

    private static async Task<string> FailureAsync(ClamdScanner scanner) => (await Assert.ThrowsAsync<ClamdException>(() => ScanAsync(scanner))).Message;
}
