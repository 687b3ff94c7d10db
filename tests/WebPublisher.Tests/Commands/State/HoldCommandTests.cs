using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Certificates;
using WebPublisher.Commands;
using WebPublisher.Policy.Mail;
using WebPublisher.Publishing;
using WebPublisher.Smtp.Holding;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.State;
using WebPublisher.State.Held;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.State;

public sealed class HoldCommandTests : IAsyncLifetime
{
    private const string Inner = "mbx.inside.example";
    private const string Content = "Received: by edge\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + "--b\r\n\r\ntext\r\n--b\r\nContent-Type: application/zip; name=a.zip\r\n\r\nPK\r\n--b--\r\n";

    private readonly TemporaryDirectory _directory = new();
    private InnerServer _inner = null!;

    public Task InitializeAsync()
    {
        var certificates = _directory.PathOf("certs");
        new DevelopmentCertificates(TimeProvider.System).Write(certificates, ["mail.example.com"], [Inner], force: false);
        _inner = InnerServer.Start(X509Certificate2.CreateFromPemFile(Path.Combine(certificates, "front-end.pem"), Path.Combine(certificates, "front-end.key")));
        WritePolicy(Inner);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _inner.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Without_any_there_is_nothing_to_list_and_no_file_is_made()
    {
        Assert.Equal("0 messages\n", (await RunAsync("hold", "list")).Output);
        Assert.False(Directory.Exists(_directory.PathOf("state")));
    }

    [Fact]
    public async Task A_message_is_listed_shown_and_released_over_verified_tls()
    {
        await HoldAsync("REF-1", "bob@example.com");

        Assert.Matches("1 +2026-11-21 10:00:00Z +192.0.2.1 +<ann@example.org> +<bob@example.com> +Grüße +screener +Keyword +[0-9]+ +held\n1 message\n$", (await RunAsync("hold", "list")).Output);
        using var json = JsonDocument.Parse((await RunAsync("hold", "list", "--json")).Output);
        Assert.Equal("bob@example.com", json.RootElement[0].GetProperty("recipients")[0].GetProperty("address").GetString());

        var shown = (await RunAsync("hold", "show", "REF-1")).Output;
        Assert.Contains("sender     <ann@example.org> RET=HDRS\n", shown, StringComparison.Ordinal);
        Assert.Contains("held by    screener: Keyword (money)\n", shown, StringComparison.Ordinal);
        Assert.Contains("  Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n", shown, StringComparison.Ordinal);
        Assert.Contains("  multipart/mixed\n    text/plain, 4 bytes\n    application/zip \"a.zip\", 2 bytes\n", shown, StringComparison.Ordinal);
        using var inside = JsonDocument.Parse((await RunAsync("hold", "show", "REF-1", "--json")).Output);
        var content = inside.RootElement[0].GetProperty("content");
        Assert.Equal("Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=", content.GetProperty("header")[1].GetString());
        Assert.Equal(("a.zip", 2), (content.GetProperty("parts")[2].GetProperty("fileName").GetString(), content.GetProperty("parts")[2].GetProperty("bytes").GetInt32()));

        var released = await RunAsync("hold", "release", "1");
        Assert.Equal((ExitCode.Ok, ""), (released.Code, released.Error));
        Assert.StartsWith("1: <bob@example.com> released: 250", released.Output, StringComparison.Ordinal);
        Assert.Equal(Content, Encoding.Latin1.GetString(Assert.Single(_inner.Messages)));
        Assert.Contains("STARTTLS", _inner.Lines);

        Assert.Equal("0 messages\n", (await RunAsync("hold", "list")).Output);
        Assert.Contains("released", (await RunAsync("hold", "list", "--all")).Output, StringComparison.Ordinal);
        Assert.Contains("was released before", (await RunAsync("hold", "release", "1")).Output, StringComparison.Ordinal);
        Assert.Single(_inner.Messages);
        Assert.Empty(Directory.EnumerateFiles(_directory.PathOf("state/held")));
    }

    [Fact]
    public async Task A_server_that_cannot_prove_who_it_is_gets_nothing_and_the_message_stays()
    {
        WritePolicy("other.inside.example");
        await HoldAsync("REF-1", "bob@example.com");

        var run = await RunAsync("hold", "release", "1");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("1: <bob@example.com> not released: 451", run.Output, StringComparison.Ordinal);
        Assert.Empty(_inner.Messages);
        Assert.Contains("1 message\n", (await RunAsync("hold", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_deleted_is_gone()
    {
        await HoldAsync("REF-1", "bob@example.com");

        Assert.Equal("1: deleted\n", (await RunAsync("hold", "delete", "REF-1")).Output);

        Assert.Equal("0 messages\n", (await RunAsync("hold", "list", "--all")).Output);
        Assert.Empty(Directory.EnumerateFiles(_directory.PathOf("state/held")));
        Assert.Empty(_inner.Messages);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("release")]
    [InlineData("delete")]
    public async Task What_is_not_held_is_told(string command)
    {
        var run = await RunAsync("hold", command, "17");

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("no message is held as '17'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_server_releases_and_deletes_by_itself_with_the_same_words()
    {
        File.AppendAllText(_directory.PathOf("policy.yaml"), "\noperations: { listen: off }\n");
        var log = new RecordedLog<HoldCommandTests>();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(new RecordedLogProvider(log)));
        var options = new PublisherOptions { Policy = _directory.PathOf("policy.yaml"), Loggers = loggers, CheckNames = false };
        await using var publisher = await Publisher.StartAsync(options, CancellationToken.None);
        await HoldAsync("REF-1", "bob@example.com");
        await HoldAsync("REF-2", "bob@example.com");

        var released = await RunAsync("hold", "release", "REF-1");
        Assert.Equal((ExitCode.Ok, ""), (released.Code, released.Error));
        Assert.StartsWith("1: <bob@example.com> released: 250", released.Output, StringComparison.Ordinal);
        Assert.Equal("2: deleted\n", (await RunAsync("hold", "delete", "2")).Output);

        Assert.Single(_inner.Messages);
        Assert.Equal(2, log.Entries.Count(entry => entry.Id == 5120));
        Assert.Equal("0 messages\n", (await RunAsync("hold", "list")).Output);
    }

    private void WritePolicy(string inner) => _directory.Write("policy.yaml", $$"""
        version: 1
        server: { fqdn: mail.example.com }
        certificates: { mail: { chain: certs/public.pem, key: certs/public.key } }
        trustedRoots: { inner: certs/inner-ca.pem }
        acceptedDomains: [{ name: example.com }]
        receiveConnectors: [{ name: internet, listen: ["127.0.0.1:0"], certificate: mail }]
        sendConnectors: [{ name: hub, domains: [example.com], servers: ["{{_inner.Server.Authority}}"], certificate: { name: {{inner}}, trustedRoots: [inner] } }]
        """);

    private async Task HoldAsync(string reference, string recipient)
    {
        var directory = _directory.PathOf("state");
        await using var state = StateStore.Open(new StateOptions { Directory = directory });
        var store = new HoldStore(directory, state.Held, HoldPolicy.Default, TimeProvider.System, NullLogger.Instance);
        using var content = new MemoryStream(Encoding.Latin1.GetBytes(Content));
        var message = new HeldMessage
        {
            Reference = reference,
            Received = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero),
            Connector = "internet",
            Client = "192.0.2.1",
            Sender = "ann@example.org",
            MailParameters = "RET=HDRS",
            Recipients = [new HeldRecipient(recipient)],
            Subject = "Grüße",
            Agent = "screener",
            Reason = "Keyword",
            Evidence = "money",
            Size = 0,
        };
        Assert.NotNull(await store.KeepAsync(message, ReadOnlyMemory<byte>.Empty, content, CancellationToken.None));
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(TimeProvider.System, [.. arguments, "--policy", _directory.PathOf("policy.yaml")]);
}
