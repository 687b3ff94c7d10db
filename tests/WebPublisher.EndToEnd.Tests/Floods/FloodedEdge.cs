using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using WebPublisher.EndToEnd.Tests.Certificates;
using WebPublisher.EndToEnd.Tests.FrontEnds;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests.Floods;

/// <summary>A publisher with one front end, and what one does to it; beside it one to which nobody does anything, by which to see how busy the machine is.</summary>
public sealed class FloodedEdge : IAsyncLifetime
{
    /// <summary>Answered with a megabyte.</summary>
    public const string LargePath = "/large";

    /// <summary>Not answered.</summary>
    public const string HeldPath = "/held";

    private const string InnerName = "owa-fe.internal.test";

    private readonly TestAuthority _authority = new("Inner test CA");
    private readonly Edge _edge = new("floods");
    private readonly Edge _quiet = new("floods-quiet");
    private InnerFrontEnd? _frontEnd;

    /// <summary>The process.</summary>
    internal PublisherProcess Process => _edge.Process;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _frontEnd = await InnerFrontEnd.StartAsync(_authority, InnerName, AnswerAsync);
        foreach (var edge in new[] { _edge, _quiet })
        {
            edge.WriteBeside("inner-ca.pem", _authority.Certificate.ExportCertificatePem());
            await edge.StartAsync(edge.Policy(string.Create(CultureInfo.InvariantCulture, $$"""
                trustedRoots: { inner: inner-ca.pem }
                frontEnds:
                  farm: { servers: ["127.0.0.1:{{_frontEnd.Port}}"], certificate: { trustedRoots: [inner], name: {{InnerName}} } }
                publishingRules:
                  - { name: Everything, action: publish, to: farm }
                """)));
        }

        // What the runtime compiles and allocates for its first requests is no growth by a flood.
        for (var i = 0; i < 200; i++)
        {
            await AskAsync();
            await AskQuietAsync();
        }
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _edge.DisposeAsync();
        await _quiet.DisposeAsync();
        if (_frontEnd is not null)
        {
            await _frontEnd.DisposeAsync();
        }

        _authority.Dispose();
    }

    /// <summary>One request of somebody who means well, on a connection of his own.</summary>
    /// <returns>How long it took.</returns>
    public Task<TimeSpan> AskAsync() => AskAsync(_edge);

    /// <summary>The same of the publisher that is left in peace, by which to judge.</summary>
    /// <returns>How long it took.</returns>
    public Task<TimeSpan> AskQuietAsync() => AskAsync(_quiet);

    /// <summary>How often the publisher has cut a connection for a flood of this kind.</summary>
    /// <param name="kind">The tag of its metrics.</param>
    public async Task<double> CutsAsync(string kind) => (await Process.MetricsAsync()).Sum("webpublisher_connections_cut_total", $"flood=\"{kind}\"");

    private static async Task<TimeSpan> AskAsync(Edge edge)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await using var tls = await ConnectAsync(edge, SslApplicationProtocol.Http11);
        await tls.WriteAsync("GET /legitimate HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(tls);
        var answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        return TimeProvider.System.GetElapsedTime(begun);
    }

    /// <summary>A TLS connection to the HTTPS listener.</summary>
    public Task<SslStream> ConnectAsync(SslApplicationProtocol protocol) => ConnectAsync(_edge, protocol);

    private static async Task<SslStream> ConnectAsync(Edge edge, SslApplicationProtocol protocol)
    {
        var socket = new Socket(ClientSideAddress.Value.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(ClientSideAddress.Value, edge.HttpsPort));
        var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = Edge.PublishedName,
            ApplicationProtocols = [protocol],
#pragma warning disable CA5359 // Trust is not the subject here.
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        });
        return tls;
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == HeldPath)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        }
        else if (http.Request.Path == LargePath)
        {
            http.Response.ContentLength = 1024 * 1024;
            await http.Response.Body.WriteAsync(new byte[1024 * 1024], http.RequestAborted);
        }
        else if (http.Request.Method == HttpMethods.Post)
        {
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        }
        else
        {
            await http.Response.WriteAsync("ok", http.RequestAborted);
        }
    }
}
