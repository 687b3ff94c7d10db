using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.State;
using WebPublisher.State.Logons;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Testing;
using AuthenticationSchemes = WebPublisher.Policy.Rules.AuthenticationSchemes;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Logons;

/// <summary>
/// The web half in front of an imagined webmail: TLS on loopback, asked from any address in 127.0.0.0/8, with a clock that the test moves and a state directory of its own.
/// </summary>
internal sealed class LogonRig : IAsyncDisposable
{
    private readonly TestAuthority _authority = TestAuthority.Create();
    private readonly TemporaryDirectory _directory = new();
    private readonly RawFrontEnd _frontEnd;
    private readonly LoggerFactory _loggers;
    private readonly LogonPolicy _logon;
    private StateStores _states = null!;
    private WebHalf _half = null!;

    private LogonRig(LogonPolicy logon, Func<string, Task<string>> answer)
    {
        _logon = logon;
        _loggers = new LoggerFactory([Log]);
        _frontEnd = RawFrontEnd.Serving(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.WriteAsync(await answer(request));
            }
        });
    }

    public ManualTimeProvider Time { get; } = new();

    public RecordingLoggers Log { get; } = new();

    public ILoggerFactory Loggers => _loggers;

    public ListenerRig.KeptRecords Records { get; } = new();

    /// <summary>What the webmail was sent.</summary>
    public IReadOnlyCollection<string> Passed => _frontEnd.Requests;

    /// <summary>The state the server keeps.</summary>
    public StateStore State => _states.Of(Policy());

    /// <summary>The directory of it.</summary>
    public string Directory => _directory.Path;

    public static Task<LogonRig> StartAsync(LogonPolicy logon, Func<string, string> answer) => StartAsync(logon, request => Task.FromResult(answer(request)));

    public static async Task<LogonRig> StartAsync(LogonPolicy logon, Func<string, Task<string>> answer)
    {
        var rig = new LogonRig(logon, answer);
        await rig.StartAsync();
        return rig;
    }

    /// <summary>Stops the server and starts another on the same state.</summary>
    public async Task RestartAsync()
    {
        await _half.DisposeAsync();
        await _states.DisposeAsync();
        await StartAsync();
    }

    /// <summary>Sends one request over TLS from an address, and reads the answer to its end.</summary>
    public async Task<string> AskAsync(string from, string request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(_half.EndPoints["https"]);
        await using var tls = new SslStream(new NetworkStream(socket));
#pragma warning disable CA5359 // Trust is not the subject here.
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "mail.example.test", RemoteCertificateValidationCallback = (_, _, _, _) => true });
#pragma warning restore CA5359
        await tls.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(tls, Encoding.Latin1);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
    }

    /// <summary>Has the server hear of another node what it has to tell itself.</summary>
    /// <returns>What it had to tell.</returns>
    public ImmutableArray<ToldFailures> HearOthers(Func<ToldFailures, ToldFailures> change)
    {
        var (failures, _) = State.FailedLogons.Take();
        foreach (var told in failures)
        {
            State.FailedLogons.Deliver(change(told));
        }

        return failures;
    }

    /// <summary>The status of the answer.</summary>
    public async Task<int> StatusAsync(string from, string request) => int.Parse((await AskAsync(from, request))[9..12]);

    public async ValueTask DisposeAsync()
    {
        await _half.DisposeAsync();
        await _states.DisposeAsync();
        await _frontEnd.DisposeAsync();
        _loggers.Dispose();
        _authority.Dispose();
        _directory.Dispose();
    }

    private async Task StartAsync()
    {
        _states = new StateStores(Time, Log.CreateLogger(StateStore.LogCategory));
        _half = await WebHalf.StartAsync(Policy(), new WebHalfOptions { Loggers = _loggers, Time = Time, States = _states, RecordSinks = [Records] }, CancellationToken.None);
    }

    private PublisherPolicy Policy()
    {
        var publish = TestPolicy.Publish(TestPolicy.NewFarm(_frontEnd.Authority), BridgingMode.Http) with { Sections = [PublishSection.Whole with { Logon = _logon, Authentication = new AuthenticationPolicy(AuthenticationSchemes.All) }] };
        return TestPolicy.Publisher(new WebPolicy
        {
            Listeners =
            [
                TestPolicy.Listener("https", ListenerProtocol.Https, "127.0.0.1:0") with { Certificates = [TestCertificates.ForListener("mail", _authority.Issue("mail.example.test"))] },
            ],
            FrontEnds = [publish.To],
            Rules = [TestPolicy.Rule("Mail", publish), PublishingRule.Default],
        }) with { Server = new ServerPolicy("EDGE01", _directory.Path) };
    }
}
