using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Certificates;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests.Nodes;

/// <summary>One of several publishers that serve the same site and the same mail: a process, its policy and its state directory.</summary>
internal sealed class Node : IAsyncDisposable
{
    /// <summary>The name that the outside knows.</summary>
    public const string PublishedName = "mail.example.test";

    private readonly TemporaryDirectory _directory = new();
    private readonly Func<Node, string, string> _policy;
    private readonly X509Certificate2 _authority;
    private readonly Lock _writing = new();
    private bool _isStarting;
    private long _killed = long.MinValue;
    private long _started = long.MinValue;

    /// <param name="name">Its name.</param>
    /// <param name="authority">Issues the published certificate.</param>
    /// <param name="files">Further files of its policy, by name.</param>
    /// <param name="policy">Makes of a node and a word a policy.</param>
    public Node(string name, TestAuthority authority, IReadOnlyDictionary<string, string> files, Func<Node, string, string> policy)
    {
        (Name, _policy, _authority) = (name, policy, authority.Certificate);
        authority.IssueFiles(_directory.Path, PublishedName);
        foreach (var (file, content) in files)
        {
            File.WriteAllText(_directory[file], content);
            File.SetUnixFileMode(_directory[file], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Where its site is.</summary>
    public IPEndPoint Https { get; } = new(IPAddress.Loopback, FreePort.Next());

    /// <summary>Where it takes mail.</summary>
    public IPEndPoint Smtp { get; } = new(IPAddress.Loopback, FreePort.Next());

    /// <summary>Port of metrics and health.</summary>
    public int OperationsPort { get; } = FreePort.Next();

    /// <summary>The process; null while there is none.</summary>
    public PublisherProcess? Process { get; private set; }

    /// <summary>All that its processes have logged at level warning and above.</summary>
    public List<string> Complaints { get; } = [];

    private string PolicyPath => _directory["webpublisher.yaml"];

    /// <summary>Puts a policy in place in one step; not while the node starts, which takes the policy that it is started with.</summary>
    public void Write(string word)
    {
        lock (_writing)
        {
            if (_isStarting)
            {
                return;
            }

            File.WriteAllText(_directory["next.tmp"], _policy(this, word));
            File.Move(_directory["next.tmp"], PolicyPath, overwrite: true);
        }
    }

    /// <summary>Starts it with a policy and waits until it is ready.</summary>
    public async Task StartAsync(string word)
    {
        lock (_writing)
        {
            Write(word);
            _isStarting = true;
        }

        try
        {
            await StartAsync();
        }
        finally
        {
            lock (_writing)
            {
                _isStarting = false;
            }
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        Process = await PublisherProcess.StartAsync(PolicyPath, OperationsPort, Name);
        Volatile.Write(ref _started, TimeProvider.System.GetTimestamp());
    }

    /// <summary>Runs <c>webpublisher</c> with this node's policy, and returns what it printed.</summary>
    public async Task<string> CommandAsync(params string[] arguments)
    {
        var run = await Command.RunAsync(PublisherProcess.Command[0], [.. PublisherProcess.Command.Skip(1), .. arguments, "--policy", PolicyPath], TimeSpan.FromSeconds(60));
        Assert.True(run.ExitCode == 0, $"webpublisher {string.Join(' ', arguments)}: {run}");
        return run.Output;
    }

    /// <summary>Drains it by its control socket, and waits until nothing is under way.</summary>
    public async Task DrainAsync()
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(_directory["state/control/all.sock"]), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        client.DefaultRequestHeaders.Add("X-WebPublisher", "1");
        using var answer = await client.PostAsync("http://localhost/api/drain", new StringContent("""{"drain":true,"seconds":30}""", Encoding.UTF8, "application/json"));
        Assert.Equal("""{"phase":"drained","requests":0,"sessions":0}""", await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Stops it by SIGTERM, which drains it.</summary>
    public async Task StopAsync()
    {
        Assert.Equal(0, await Process!.StopAsync());
        await ForgetAsync();
    }

    /// <summary>Ends it as a loss of power would.</summary>
    public async Task KillAsync()
    {
        Volatile.Write(ref _killed, TimeProvider.System.GetTimestamp());
        await ForgetAsync();
    }

    /// <summary>Whether it was killed, and not ready again, at some time since then.</summary>
    public bool WasKilledSince(long timestamp)
    {
        var (killed, started) = (Volatile.Read(ref _killed), Volatile.Read(ref _started));
        return killed != long.MinValue && (killed >= timestamp || started < killed || started >= timestamp);
    }

    /// <summary>Opens a connection to its site and agrees on TLS.</summary>
    public async Task<SslStream> ConnectAsync(SslApplicationProtocol protocol, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(Https, cancellation);
            var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = PublishedName,
                    ApplicationProtocols = [protocol],
                    CertificateChainPolicy = new X509ChainPolicy
                    {
                        TrustMode = X509ChainTrustMode.CustomRootTrust,
                        CustomTrustStore = { _authority },
                        RevocationMode = X509RevocationMode.NoCheck,
                    },
                },
                cancellation);
            return tls;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A client that speaks HTTP/2 with this node alone.</summary>
    public HttpClient CreateHttp2Client() => new(new SocketsHttpHandler
    {
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _authority }, RevocationMode = X509RevocationMode.NoCheck },
        },
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(Https, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://{PublishedName}:{Https.Port}/")),
        Timeout = TimeSpan.FromSeconds(60),
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ForgetAsync();
        _directory.Dispose();
    }

    private async Task ForgetAsync()
    {
        if (Process is { } process)
        {
            Process = null;
            await process.DisposeAsync();
            Complaints.AddRange(process.Log.Lines.Where(line => line.Contains(" warn ", StringComparison.Ordinal) || line.Contains(" fail ", StringComparison.Ordinal) || line.Contains(" crit ", StringComparison.Ordinal)));
        }
    }
}
