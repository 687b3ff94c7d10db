using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Network;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Users log on by Kerberos, through the publisher, to an Apache for which a logon belongs to the connection.</summary>
public sealed class KerberosTests : IAsyncLifetime
{
    private readonly Edge _edge = new("kerberos");
    private RealKerberos? _kerberos;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Needs.Missing(Need.Kerberos) is not null)
        {
            return;
        }

        _kerberos = await RealKerberos.StartAsync();
        await _edge.StartAsync(_edge.Policy($$"""
            trustedRoots: { inner: {{_kerberos.Authority}} }
            destinationSets:
              site: [{ host: {{Edge.PublishedName}} }]
            frontEnds:
              apache:
                servers: ["127.0.0.1:{{_kerberos.FrontEndPort}}"]
                certificate: { trustedRoots: [inner], name: {{RealKerberos.FrontEndName}} }
            publishingRules:
              - { name: Site, destinations: site, action: publish, to: apache, authentication: { pass: [negotiate] } }
            """));
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _edge.DisposeAsync();
        if (_kerberos is not null)
        {
            await _kerberos.DisposeAsync();
        }
    }

    [FactNeeding(Need.Kerberos)]
    public async Task Curl_logs_on_over_HTTP_1_and_comes_back_to_it_from_HTTP_2()
    {
        foreach (var version in new[] { "--http1.1", "--http2" })
        {
            foreach (var user in new[] { "alice", "bob" })
            {
                var seen = (await _kerberos!.CurlAsync(
                    user,
                    version,
                    "--cacert", _edge.PublicAuthorityPath,
                    "--connect-to", $"{Edge.PublishedName}:{_edge.HttpsPort}:{ClientSideAddress.Literal}:{_edge.HttpsPort}",
                    "--include",
                    "--write-out", "HTTP/%{http_version} was spoken\n",
                    _edge.Origin.AbsoluteUri,
                    $"{_edge.Origin}index.html")).Successful().Output;

                Assert.Equal(2, Regex.Count(seen, @"^HTTP/1\.1 200 ", RegexOptions.Multiline));
                Assert.Equal(2, Regex.Count(seen, $@"^X-User: {user}\r$", RegexOptions.Multiline));
                Assert.Equal(2, Regex.Count(seen, @"^HTTP/1\.1 was spoken$", RegexOptions.Multiline));
                Assert.Single(Regex.Matches(seen, @"^X-Connection: (\d+)\r$", RegexOptions.Multiline).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal));
            }
        }
    }

    [FactNeeding(Need.Kerberos)]
    public async Task Nobody_is_taken_for_a_user_who_has_logged_on()
    {
        await using var alice = await ConnectAsync();
        await using var bob = await ConnectAsync();
        await using var nobody = await ConnectAsync();

        Assert.Equal("200 alice", await AskAsync(alice, await CredentialsAsync("alice")));
        Assert.Equal("200 alice", await AskAsync(alice));
        Assert.Equal("401 ", await AskAsync(nobody));
        Assert.Equal("200 bob", await AskAsync(bob, await CredentialsAsync("bob")));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(("200 alice", "200 bob", "401 "), (await AskAsync(alice), await AskAsync(bob), await AskAsync(nobody)));
            await using var another = await ConnectAsync();
            Assert.Equal("401 ", await AskAsync(another));
        }

        await alice.DisposeAsync();
        await bob.DisposeAsync();
        for (var i = 0; i < 20; i++)
        {
            await using var another = await ConnectAsync();
            Assert.Equal("401 ", await AskAsync(another));
        }
    }

    private Task<string> CredentialsAsync(string user) => _kerberos!.CredentialsAsync(user, Edge.PublishedName);

    private async Task<SslStream> ConnectAsync()
    {
        var socket = new Socket(ClientSideAddress.Value.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(ClientSideAddress.Value, _edge.HttpsPort);
#pragma warning disable CA5359 // Trust is not the subject here.
        var tls = new SslStream(new NetworkStream(socket, ownsSocket: true), leaveInnerStreamOpen: false, static (_, _, _, _) => true);
#pragma warning restore CA5359
        await tls.AuthenticateAsClientAsync(Edge.PublishedName);
        return tls;
    }

    /// <summary>Asks by a connection that stays open, and returns the status and who the front end believes the user is.</summary>
    private async Task<string> AskAsync(SslStream connection, string? credentials = null)
    {
        await connection.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {_edge.Origin.Authority}\r\n{(credentials is null ? "" : $"{credentials}\r\n")}\r\n"));
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var text = answer.ToString();
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end > 0 && text.Length == end + 4 + int.Parse(Field(text, "Content-Length"), CultureInfo.InvariantCulture))
            {
                return $"{text[9..12]} {Field(text, "X-User")}";
            }

            var read = await connection.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
            Assert.NotEqual(0, read);
            answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
    }

    private static string Field(string head, string name) => Regex.Match(head, $@"^{name}: *(.*)\r$", RegexOptions.Multiline).Groups[1].Value;
}
