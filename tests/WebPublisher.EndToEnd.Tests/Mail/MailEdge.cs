using System.Net;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Certificates;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests.Mail;

/// <summary>The edge of a network as mail servers see it: a publisher with receive connectors, a public certificate for <see cref="PublishedName"/>, and their policy.</summary>
internal sealed class MailEdge : IAsyncDisposable
{
    /// <summary>The name that the outside knows.</summary>
    public const string PublishedName = "mail.example.test";

    private readonly TemporaryDirectory _directory = new();
    private readonly TestAuthority _publicAuthority = new("Public test CA");
    private readonly int _operationsPort = FreePort.Next();
    private readonly string _name;
    private PublisherProcess? _process;

    /// <summary>Prepares certificates and ports.</summary>
    /// <param name="name">Names its log.</param>
    public MailEdge(string name)
    {
        _name = name;
        PublicAuthorityPath = _publicAuthority.WriteCertificate(_directory["public-ca.pem"]);
        _publicAuthority.IssueFiles(_directory.Path, PublishedName);
    }

    /// <summary>The address of the edge towards the outside.</summary>
    public static IPAddress Address { get; } = IPAddress.Parse("127.77.0.30");

    /// <summary>Where strangers bring mail.</summary>
    public IPEndPoint Internet { get; } = new(Address, FreePort.Next());

    /// <summary>PEM file of the CA that issued the published certificate.</summary>
    public string PublicAuthorityPath { get; }

    /// <summary>The publisher; there is none before <see cref="StartAsync"/>.</summary>
    public PublisherProcess Process => _process ?? throw new InvalidOperationException("The publisher has not been started.");

    /// <summary>Writes a file beside the policy that nobody else may read, and returns its path.</summary>
    public string WriteSecret(string name, string content)
    {
        var path = _directory[name];
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    /// <summary>Writes the policy: server, operations and certificate <c>mail</c>, and then <paramref name="rest"/>. Starts the publisher.</summary>
    public async Task StartAsync(string rest)
    {
        await File.WriteAllTextAsync(_directory["webpublisher.yaml"], $$"""
            version: 1
            server: { name: EDGE01, fqdn: {{PublishedName}}, stateDirectory: state }
            operations: { listen: 127.0.0.1:{{_operationsPort}} }
            certificates:
              mail: { chain: {{PublishedName}}.pem, key: {{PublishedName}}.key }
            {{rest}}
            """);
        await RestartAsync();
    }

    /// <summary>Starts it again with the same policy.</summary>
    public async Task RestartAsync() => _process = await PublisherProcess.StartAsync(_directory["webpublisher.yaml"], _operationsPort, _name);

    /// <summary>Kills it as a loss of power would (SIGKILL).</summary>
    public async Task KillAsync() => await Process.DisposeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _publicAuthority.Dispose();
        _directory.Dispose();
    }
}
